-- The prompt: a line goes in at one end, counted words come out at the other.
local io = require("io")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

-- ranked lists the words, most frequent first and otherwise by name: the order
-- of a table's keys is nothing to rely on.
local function ranked(counts)
    local words = {}
    for word in pairs(counts) do
        table.insert(words, word)
    end
    table.sort(words, function(a, b)
        if counts[a] ~= counts[b] then
            return counts[a] > counts[b]
        end
        return a < b
    end)
    return words
end

local function send_through(line, results)
    local _, err = process.send("split", "item", { client = process.pid(), text = line })
    if err then
        io.print("  " .. tostring(err))
        return
    end

    local counts = results:receive()
    local words = ranked(counts)
    for _, word in ipairs(words) do
        io.print(colour(32, "  " .. counts[word]) .. "  " .. word)
    end
    if #words == 0 then
        io.print("  no words")
    end
end

local function main()
    io.print(colour(36, "Pipeline"))
    io.print(colour(2, "Type a sentence and its words are counted. An empty line ends.\n"))

    local results = process.listen("counts")
    local finished = channel.new()
    local function prompt()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            send_through(line, results)
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
