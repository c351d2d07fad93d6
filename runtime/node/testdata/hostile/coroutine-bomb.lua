-- Coroutines without end, each parked.
--: limits turns=200 memory=8000000
--: ends failed (memory|turns) limit exceeded
return { main = function()
    while true do coroutine.spawn(function() process.events():receive() end) end
end }
