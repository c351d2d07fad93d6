-- What is made and forgotten again is no reason to end anybody.
--: limits memory=8000000
--: ends returned
return { main = function()
    local last
    for i = 1, 300000 do last = { i, tostring(i) .. "x", function() return last end } last = nil end
    for _ = 1, 100 do last = string.rep("x", 4e6) end
end }
