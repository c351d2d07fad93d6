local time = require("time")

local function main()
    time.sleep("5s")
    return 0
end

return { main = main }
