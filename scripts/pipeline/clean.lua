-- Clean: a word in small letters and without punctuation, or nothing at all.
local stage = require("stage")

local function clean(item, pass)
    if item.last then
        pass(item)
        return
    end
    local word = string.gsub(string.lower(item.text), "%p", "")
    if word ~= "" then
        pass({ client = item.client, text = word })
    end
end

return function(name, next_name)
    return stage.run(name, next_name, clean)
end
