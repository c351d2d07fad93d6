local time = require("time")

local function main()
    local pid = process.spawn("app:waiter", "app:processes")
    time.sleep("1s")
    process.terminate(pid)
    return 0
end

return { main = main }
