-- Events of the bus and of groups wait for who asked for them up to the bound of
-- a mailbox. Those beyond it are lost; when some were taken there is room again.
--: limits mailbox=100
--: ends returned
--: tells mailbox 100
--: logs bus 100 from 1 to 100, then 5001
--: logs closed 100, open 100
return { main = function()
    local events, logger = require("events"), require("logger")
    local function taken(ch)
        local n, first, last = 0, nil, nil
        while true do
            local r = channel.select{ ch:case_receive(), default = true }
            if r.default or not r.ok then return n, first, last end
            n, first, last = n + 1, first or r.value.data[1], r.value.data[1]
        end
    end
    local first = events.subscribe("bomb")
    local ch = first:channel()
    for i = 1, 5000 do events.send("bomb", "kind", "path", { i }) end
    local n, from, to = taken(ch)
    events.send("bomb", "kind", "path", { 5001 })
    logger:info(("bus %d from %d to %d, then %d"):format(n, from, to, ch:receive().data[1]))

    first:close()

    local closed = events.subscribe("bomb")
    for i = 1, 100 do events.send("bomb", "kind", "path", { i }) end
    closed:close()
    local open = events.subscribe("bomb")
    for i = 1, 5000 do events.send("bomb", "kind", "path", { i }) end
    logger:info(("closed %d, open %d"):format((taken(closed:channel())), (taken(open:channel()))))
end }
