local time = require("time")

local function main()
    local store = process.spawn("app:store", "app:processes")
    local index = process.spawn("app:index", "app:processes")
    time.sleep("100ms")
    process.send(store, "begin", index)
    time.sleep("1s")
    process.terminate(store)
    process.terminate(index)
    return 0
end

return { main = main }
