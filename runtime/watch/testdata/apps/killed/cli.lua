local time = require("time")

local function main()
    local clerk = process.spawn("app:clerk", "app:processes")
    process.spawn("app:hasty", "app:processes", clerk)
    time.sleep("5s")
    return 0
end

return { main = main }
