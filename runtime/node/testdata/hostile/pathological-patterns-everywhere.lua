-- The same in gsub, gmatch and match, caught again and again.
--: limits turns=60
--: ends failed turns limit exceeded
--: tells turns 60
return { main = function()
    local text, pattern = string.rep("a", 40), string.rep("a-", 30) .. "b"
    while true do
        pcall(string.gsub, text, pattern, "x")
        pcall(function() for _ in string.gmatch(text, pattern) do end end)
        pcall(string.match, text, pattern)
    end
end }
