local time = require("time")

local function main()
    local pid = process.spawn("app:search", "app:processes")
    time.sleep("20ms")
    process.terminate(pid)
    return 0
end

return { main = main }
