-- Coroutines without end, each parked.
--: limits memory=8000000
--: ends failed memory limit exceeded
--: tells memory 8000000
return { main = function()
    while true do coroutine.spawn(function() process.events():receive() end) end
end }
