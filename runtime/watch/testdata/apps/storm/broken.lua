local time = require("time")

local function main()
    time.sleep("50ms")
    error("nothing to run with")
end

return { main = main }
