-- The prompt: whatever you type is what the shops are asked for.
local funcs = require("funcs")
local io = require("io")
local logger = require("logger")
local time = require("time")

local function colour(code, text)
    return "\027[" .. code .. "m" .. text .. "\027[0m"
end

local shops = { "corner", "market", "station", "harbour" }

-- ask_all begins all calls and returns their futures, without waiting.
local function ask_all(thing)
    local calls = {}
    for _, shop in ipairs(shops) do
        local future, err = funcs.async("app:quote", shop, thing)
        if err then
            io.print("  " .. shop .. ": " .. tostring(err))
        else
            table.insert(calls, { shop = shop, future = future })
        end
    end
    return calls
end

-- next_offer waits for the first of all calls to complete, which it takes from
-- the list, or for the limit: then there is no offer.
local function next_offer(calls, limit)
    local cases = {}
    for i, call in ipairs(calls) do
        cases[i] = call.future:channel():case_receive()
    end
    table.insert(cases, limit:case_receive())

    local r = channel.select(cases)
    for i, call in ipairs(calls) do
        if call.future:channel() == r.channel then
            table.remove(calls, i)
            local result, err = call.future:result()
            return result and result:data(), err
        end
    end
end

local function compare(thing)
    local calls = ask_all(thing)
    local limit = time.after("1s")
    local best, answered = nil, 0

    while #calls > 0 do
        local offer, err = next_offer(calls, limit)
        if err then
            io.print("  " .. tostring(err))
        elseif not offer then
            break
        else
            answered = answered + 1
            io.print(string.format("  %-8s %.2f", offer.shop, offer.price))
            if not best or offer.price < best.price then
                best = offer
            end
        end
    end

    -- Nobody is going to look at what comes now.
    for _, call in ipairs(calls) do
        call.future:cancel()
        io.print(colour(2, string.format("  %-8s too late", call.shop)))
    end
    if best then
        io.print(colour(32, "  " .. thing .. " is cheapest at the " .. best.shop))
    end
    logger:info("offers", { answered = answered, late = #calls })
end

local function main()
    io.print(colour(36, "Fan-in"))
    io.print(colour(2, "Type what you want to buy. An empty line ends.\n"))

    local finished = channel.new()
    local function prompt()
        while true do
            io.write(colour(33, "> "))
            local line = io.readline()
            if not line or line == "" then
                break
            end
            compare(line)
        end
        finished:close()
    end

    -- Nothing but the line wakes a coroutine that waits in readline. So the
    -- prompt has one of its own, and main can hear that it is to stop.
    coroutine.spawn(prompt)
    channel.select({ finished:case_receive(), process.events():case_receive() })

    io.print("\nGoodbye!")
    return 0
end

return { main = main }
