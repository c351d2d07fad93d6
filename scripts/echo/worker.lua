-- A worker: one message, one answer, and it is gone. The sleep stands for work.
local time = require("time")

local function main(sender, data)
    time.sleep("100ms")

    process.send(sender, "echo_response", {
        data = string.upper(data),
        worker = process.pid(),
    })
    return 0
end

return { main = main }
