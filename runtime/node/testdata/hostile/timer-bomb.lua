-- Timers without end.
--: limits memory=8000000
--: ends failed memory limit exceeded
--: tells memory 8000000
return { main = function()
    while true do require("time").after("1h") end
end }
