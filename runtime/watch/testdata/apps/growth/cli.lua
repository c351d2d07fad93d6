local time = require("time")

local function main()
    local consumer = process.spawn("app:consumer", "app:processes")
    for i = 1, 700 do
        process.send(consumer, "item", i)
        time.sleep("10ms")
    end
    process.terminate(consumer)
    return 0
end

return { main = main }
