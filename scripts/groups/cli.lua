-- The prompt: groups grow, shrink, and are talked to.
local io = require("io")
local pg = require("pg")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

local teams, answers -- set by main, before anything else is called

local function list()
    local groups = teams:which_groups()
    table.sort(groups)
    for _, group in ipairs(groups) do
        io.print("  " .. colour(32, group) .. " " .. table.concat(teams:get_members(group), " "))
    end
    if #groups == 0 then
        io.print("  all groups are empty")
    end
end

local function add(group)
    local _, err = process.spawn("app:member", "app:processes", group)
    if err then
        io.print("  " .. tostring(err))
    end
    -- It is a process of its own, which joins when it is its turn.
    time.sleep("10ms")
end

local function drop(group)
    local members = teams:get_members(group)
    if #members == 0 then
        io.print("  nobody is in " .. group)
        return
    end
    process.cancel(members[#members], "dropped")
    time.sleep("10ms")
end

-- tell sends once and prints whoever answers. How many answers to wait for is
-- a guess: somebody may join or leave between the question and the sending.
local function tell(group, text)
    local expected = #teams:get_members(group)
    teams:broadcast(group, "news", { text = text })

    local limit = time.after("1s")
    for _ = 1, expected do
        local r = channel.select({ answers:case_receive(), limit:case_receive() })
        if r.channel == limit then
            break
        end
        io.print(colour(2, "  heard by ") .. r.value.pid)
    end
    if expected == 0 then
        io.print("  nobody is in " .. group .. ", and that is no mistake")
    end
end

local function run(line)
    local verb, group, text = string.match(line, "^%s*(%S+)%s*(%S*)%s*(.*)$")
    if verb == "list" then
        list()
    elseif verb == "add" and group ~= "" then
        add(group)
        list()
    elseif verb == "drop" and group ~= "" then
        drop(group)
        list()
    elseif verb == "tell" and text ~= "" then
        tell(group, text)
    else
        io.print("  add GROUP, drop GROUP, tell GROUP TEXT or list, please")
    end
end

local function main()
    teams = pg.open("app:teams")
    answers = process.listen("heard")

    io.print(colour(36, "Groups"))
    io.print(colour(2, "Type add GROUP, drop GROUP, tell GROUP TEXT or list."))
    io.print(colour(2, "An empty line ends.\n"))

    local finished = channel.new()
    local function prompt()
        for _, group in ipairs({ "red", "red", "blue" }) do
            add(group)
        end
        list()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            run(line)
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
