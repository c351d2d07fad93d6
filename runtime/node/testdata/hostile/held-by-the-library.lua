-- What functions of the library hold and make: iterators, parts of matches, JSON.
--: limits memory=30000000
--: ends failed memory limit exceeded
--: tells memory 30000000
--: logs parts are parts
return { main = function()
    local json, held = require("json"), {}
    for i = 1, 100 do held[i] = string.match(string.rep("x", 1e6) .. i, "%d+") end
    require("logger"):info("parts are parts")
    local text = json.encode({ 1, 2, { a = {} }, string.rep("y", 1000) })
    for i = 1, 20 do held[#held + 1] = string.gmatch(string.rep("z", 1e6), "z") end
    for i = 1, 1e6 do held[#held + 1] = json.decode(text) end
end }
