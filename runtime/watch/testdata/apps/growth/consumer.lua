local time = require("time")

local function main()
    local inbox = process.inbox()
    while true do
        inbox:receive()
        time.sleep("100ms")
    end
end

return { main = main }
