-- Split: one line in, many words out.
local stage = require("stage")

local function split(item, pass)
    for word in string.gmatch(item.text, "%S+") do
        pass({ client = item.client, text = word })
    end
    pass({ client = item.client, last = true })
end

return function(name, next_name)
    return stage.run(name, next_name, split)
end
