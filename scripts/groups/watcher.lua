-- The watcher: counts the members of every group, without asking any of them.
local logger = require("logger")
local pg = require("pg")

local function main()
    local requests = process.events()
    local teams = pg.open("app:teams")

    -- The list as it is now and all changes from now on come in one step, so
    -- that nothing can happen unseen between the two.
    local changes, groups = teams:events()
    local sizes = {}
    for group, members in pairs(groups) do
        sizes[group] = #members
    end

    local changed = changes:channel()
    while true do
        local r = channel.select({ changed:case_receive(), requests:case_receive() })
        if r.channel == requests then
            return "stopped: " .. r.value.reason
        end

        local event = r.value
        local count = #event.data.PIDs
        if event.kind == "member.left" then
            count = -count
        end
        sizes[event.path] = (sizes[event.path] or 0) + count
        logger:info("sizes", sizes)
    end
end

return { main = main }
