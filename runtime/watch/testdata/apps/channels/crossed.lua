local function main()
    local left, right, done = channel.new(), channel.new(), channel.new()
    coroutine.spawn(function()
        left:send(1)
        done:send(right:receive())
    end)
    coroutine.spawn(function()
        right:send(2)
        done:send(left:receive())
    end)
    done:receive()
    done:receive()
    return 0
end

return { main = main }
