local time = require("time")

local function main()
    time.sleep("2s")
    return 0
end

return { main = main }
