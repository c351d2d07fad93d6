-- Too many calls are an error like any other.
--: ends failed stack overflow
local function deep(n) return deep(n + 1) + 1 end
return { main = function()
    for _ = 1, 50 do pcall(deep, 1) end
    return deep(1)
end }
