-- Functions that hold each other.
--: limits memory=8000000
--: ends failed memory limit exceeded
--: tells memory 8000000
return { main = function()
    local f = function() end
    while true do local g = f f = function() return g end end
end }
