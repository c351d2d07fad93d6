-- A job: one run of it, which takes a while and then tells whoever wanted it.
local time = require("time")

local function main(client, number, text)
    time.sleep("50ms")
    process.send(client, "rang", { number = number, text = text })
    return 0
end

return { main = main }
