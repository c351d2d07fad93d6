-- Count: remembers words until the last one has come, then tells whoever sent
-- the line. Several may send at once, so each client has counts of its own.
local stage = require("stage")

local counts = {}

local function count(item)
    local words = counts[item.client] or {}
    counts[item.client] = words
    if item.last then
        process.send(item.client, "counts", words)
        counts[item.client] = nil
        return
    end
    words[item.text] = (words[item.text] or 0) + 1
end

return function(name)
    return stage.run(name, nil, count)
end
