-- The store: a table that nobody else can reach, and a request at a time.
local logger = require("logger")
local time = require("time")

local values = {}
local stats = { keys = 0, requests = 0 }

-- What can be asked, by topic. What a function returns is the reply.
local requests = {
    get = function(request)
        return { value = values[request.key] }
    end,
    set = function(request)
        if values[request.key] == nil then
            stats.keys = stats.keys + 1
        end
        values[request.key] = request.value
        return { value = request.value }
    end,
    delete = function(request)
        local old = values[request.key]
        if old ~= nil then
            stats.keys = stats.keys - 1
        end
        values[request.key] = nil
        return { value = old }
    end,
    keys = function()
        local keys = {}
        for key in pairs(values) do
            table.insert(keys, key)
        end
        table.sort(keys)
        return { value = table.concat(keys, " ") }
    end,
}

local function main()
    local inbox = process.inbox()
    local events = process.events()
    process.registry.register("store")

    while true do
        local r = channel.select({ inbox:case_receive(), events:case_receive() })
        if r.channel == events then
            return "stopped: " .. r.value.reason
        end

        local message = r.value
        local answer = requests[message:topic()]
        if answer then
            local request = message:payload():data()
            stats.requests = stats.requests + 1
            local reply = answer(request)
            -- The client may have several requests on the way. The number
            -- that it chose tells it which one this is the answer to.
            reply.id = request.id
            process.send(message:from(), "reply", reply)
            logger:info("store", stats)
        elseif message:topic() == "sleep" then
            -- A slow moment. What is asked meanwhile waits in the mailbox;
            -- only the request to stop is heard at once.
            local over = time.after("3s")
            local s = channel.select({ over:case_receive(), events:case_receive() })
            if s.channel == events then
                return "stopped: " .. s.value.reason
            end
        end
    end
end

return { main = main }
