local funcs = require("funcs")

local function main()
    funcs.call("app:lookup", process.pid())
    return 0
end

return { main = main }
