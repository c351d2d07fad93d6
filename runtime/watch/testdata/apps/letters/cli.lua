local time = require("time")

local function main()
    process.send("nobody", "hello", "is anybody there?")
    local hasty = process.spawn("app:hasty", "app:processes")
    process.send(hasty, "job", 1)
    process.send(hasty, "job", 2)
    time.sleep("2s")
    process.send("nobody", "hello", "still nobody?")
    return 0
end

return { main = main }
