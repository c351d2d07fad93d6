-- The prompt: each line is a request to the store.
local io = require("io")
local logger = require("logger")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

local stats = { asked = 0, timeouts = 0, late = 0 }

-- ask sends a request and waits for its reply, for a second at most.
local function ask(replies, topic, request)
    stats.asked = stats.asked + 1
    request.id = stats.asked
    local _, err = process.send("store", topic, request)
    if err then
        return nil, err
    end

    local limit = time.timer("1s")
    while true do
        local r = channel.select({ replies:case_receive(), limit:channel():case_receive() })
        if r.channel == limit:channel() then
            stats.timeouts = stats.timeouts + 1
            return nil, errors.new({ message = "no reply within a second", kind = errors.TIMEOUT })
        end
        if r.value.id == request.id then
            limit:stop()
            return r.value
        end
        -- The answer to something that we gave up on. To take it for the
        -- answer to this request is the mistake that the number prevents.
        stats.late = stats.late + 1
        io.print(colour(2, "  late reply to request " .. r.value.id .. ", not used"))
    end
end

-- run does what a line says.
local function run(replies, line)
    local verb, key, value = string.match(line, "^%s*(%S+)%s*(%S*)%s*(.-)%s*$")
    if verb == "sleep" then
        process.send("store", "sleep")
        io.print("  the store is busy for 3 seconds")
        return
    end
    local complete = (verb == "keys")
        or (verb == "get" or verb == "delete") and key ~= ""
        or (verb == "set") and value ~= ""
    if not complete then
        io.print("  set NAME VALUE, get NAME, delete NAME, keys or sleep, please")
        return
    end

    local reply, err = ask(replies, verb, { key = key, value = value })
    if err then
        io.print(colour(31, "  " .. err:message()))
    elseif reply.value == nil then
        io.print(colour(2, "  nothing there"))
    else
        io.print(colour(32, "  " .. reply.value))
    end
    logger:info("client", stats)
end

local function main()
    io.print(colour(36, "Key-value"))
    io.print(colour(2, "Type set NAME VALUE, get NAME, delete NAME, keys or sleep."))
    io.print(colour(2, "An empty line ends.\n"))

    local replies = process.listen("reply")
    local finished = channel.new()
    local function prompt()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            run(replies, line)
        end
        finished:close()
    end

    -- Nothing but the line wakes a coroutine that waits in readline. So the
    -- prompt has one of its own, and main can hear that it is to stop.
    coroutine.spawn(prompt)
    channel.select({ finished:case_receive(), process.events():case_receive() })

    io.print("\nGoodbye!")
    return 0
end

return { main = main }
