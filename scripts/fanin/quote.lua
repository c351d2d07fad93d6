-- A quote: what a thing costs in one shop. To find out takes the shop longer or
-- less long. Chance comes from the seed, so the same run has the same prices.
local time = require("time")

local function main(shop, thing)
    local events = process.events()
    local found = time.after(math.random(2, 15) * 100 * time.MILLISECOND)

    local r = channel.select({ found:case_receive(), events:case_receive() })
    if r.channel == events then
        return nil -- the app ends; a call that is cancelled ends without being asked
    end
    return { shop = shop, thing = thing, price = math.random(100, 999) / 100 }
end

return { main = main }
