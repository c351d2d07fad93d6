local function main()
    local rows = process.listen("rows")
    local message = process.inbox():receive()
    process.send(message:from(), "read", "a")
    rows:receive()
    return 0
end

return { main = main }
