local function main()
    local inbox, events = process.inbox(), process.events()
    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return 0
        end
        if r.value:topic() == "good" then
            process.send(r.value:from(), "answer", 1)
        end
    end
end

return { main = main }
