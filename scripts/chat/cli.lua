-- The prompt: you are in the room, too.
local events = require("events")
local io = require("io")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

local function show(event)
    local who = event.data.who
    if event.kind == "answered" then
        io.print("  " .. colour(32, who .. ": ") .. event.data.text)
    elseif event.kind ~= "said" then
        io.print(colour(2, "  " .. who .. " " .. event.kind))
    end
end

-- hear prints what happens until it is quiet. Nobody knows who is going to
-- answer, or whether anybody will, so there is nothing else to wait for.
local function hear(heard)
    while true do
        local quiet = time.after("400ms")
        local r = channel.select({ heard:case_receive(), quiet:case_receive() })
        if r.channel == quiet then
            return
        end
        show(r.value)
    end
end

local function join(name)
    if process.registry.lookup("guest " .. name) then
        io.print("  " .. name .. " is here already")
        return
    end
    local _, err = process.spawn("app:guest", "app:processes", name)
    if err then
        io.print("  " .. tostring(err))
    end
end

local function leave(name)
    -- A guest is asked to go, as at the end of the app; it does so in its own
    -- time, and says goodbye.
    local _, err = process.cancel("guest " .. name, "asked to leave")
    if err then
        io.print("  there is no " .. name .. " here")
    end
end

local function main()
    local heard = events.subscribe("chat"):channel()

    io.print(colour(36, "Chat"))
    io.print(colour(2, "Type what you say. Guests answer to their names and to \"everybody\"."))
    io.print(colour(2, "/join NAME and /leave NAME. An empty line ends.\n"))

    local finished = channel.new()
    local function prompt()
        hear(heard)
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            local command, name = string.match(line, "^/(%a+)%s+(%w+)%s*$")
            if command == "join" then
                join(string.lower(name))
            elseif command == "leave" then
                leave(string.lower(name))
            elseif string.sub(line, 1, 1) == "/" then
                io.print("  /join NAME or /leave NAME, please")
            else
                events.send("chat", "said", "lobby", { who = "you", text = line })
            end
            hear(heard)
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
