-- Both coroutines wait for channels, but messages come into one of them.
local function main()
    local jobs, done = channel.new(), channel.new()
    coroutine.spawn(function()
        done:send(jobs:receive())
    end)
    subscribe("job", jobs)
    done:receive()
    process.events():receive()
    return 0
end

return { main = main }
