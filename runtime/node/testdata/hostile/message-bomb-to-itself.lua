-- Its own mailbox is no other, and holds messages of so many bytes at most.
--: limits memory=1000000
--: ends returned
--: tells mailbox 1000000
--: logs LimitExceeded
return { main = function()
    local text = string.rep("x", 10000)
    for _ = 1, 1000 do
        local _, err = process.send(process.pid(), "bomb", text)
        if err then require("logger"):info(err:kind()) break end
    end
end }
