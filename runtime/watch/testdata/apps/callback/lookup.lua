local function main(caller)
    process.send(caller, "key", process.pid())
    return process.inbox():receive():payload():data()
end

return { main = main }
