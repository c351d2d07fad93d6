-- Matching that takes longer than anyone would wait gives up its turn as all
-- else does.
--: limits turns=60
--: ends failed turns limit exceeded
--: tells turns 60
return { main = function()
    local text = string.rep("a", 40)
    return string.find(text, string.rep("a-", 30) .. "b")
end }
