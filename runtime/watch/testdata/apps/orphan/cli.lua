local time = require("time")

local function main()
    process.spawn("app:boss", "app:processes")
    time.sleep("5s")
    return 0
end

return { main = main }
