local function main()
    local worker = process.spawn("app:worker", "app:processes")
    process.send(worker, "job", process.pid())
    process.inbox():receive()
    return 0
end

return { main = main }
