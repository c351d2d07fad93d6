-- It writes itself a note for later, and waits for something else first.
local function main()
    local inbox, work = process.inbox(), process.listen("work")
    process.send(process.pid(), "note", "water the plants")
    local events = process.events()
    local r = channel.select({ work:case_receive(), events:case_receive() })
    inbox:receive()
    return 0
end

return { main = main }
