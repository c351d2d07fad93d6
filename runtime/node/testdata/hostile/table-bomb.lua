-- What a process holds is bounded, whatever it consists of.
--: limits memory=8000000
--: ends failed memory limit exceeded: it holds about [0-9]+ bytes, and may hold 8000000
--: tells memory 8000000
return { main = function()
    local t = {}
    while true do t[#t + 1] = {} end
end }
