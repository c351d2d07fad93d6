-- What is sent has a bound, too, whatever it consists of.
--: limits message=100000
--: ends failed message limit exceeded: what is sent has more than 100000 bytes
--: tells message 100000
--: logs held 9
return { main = function(witness)
    local wide, deep, keys, held = {}, {}, {}, 0
    for i = 1, 50000 do wide[i] = i end
    for _ = 1, 50000 do deep = { deep } end
    for i = 1, 200 do keys[string.rep("k", 1000) .. i] = true end
    local shared = {}
    for i = 1, 5000 do shared[i] = { shared } end
    local function try(f, ...)
        local fine, err = pcall(f, ...)
        if not fine and errors.is(err, "LimitExceeded") then held = held + 1 end
    end
    for _, v in ipairs{ string.rep("x", 100001), wide, deep, keys, shared } do try(process.send, witness, "giant", v) end
    try(process.send, witness, "many", string.rep("x", 60000), string.rep("x", 60000))
    try(require("events").send, "giant", "kind", "path", wide)
    try(process.spawn, "app:idle", "app:processes", wide)
    try(process.spawn, "app:idle", "app:processes", { [wide] = 1 })
    require("logger"):info("held " .. held)
    process.send(witness, "giant", wide)
end }
