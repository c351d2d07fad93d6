local funcs, time = require("funcs"), require("time")

local function main(clerk)
    coroutine.spawn(function()
        funcs.call("app:slow")
    end)
    coroutine.spawn(function()
        channel.new():send("something")
    end)
    coroutine.spawn(function()
        local answer = process.listen("answer")
        process.send(clerk, "question", 1)
        answer:receive()
    end)
    coroutine.spawn(function()
        while true do
            time.sleep("1s")
        end
    end)
    time.sleep("1500ms")
    return 0
end

return { main = main }
