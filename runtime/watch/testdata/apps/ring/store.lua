local function main()
    local found = process.listen("found")
    local index = process.inbox():receive():payload():data()
    process.send(index, "find", "a")
    found:receive()
    return 0
end

return { main = main }
