-- Texts have a bound: 64 MiB each.
--: ends failed resulting string too large
--: logs all held
return { main = function()
    local megabyte, held = string.rep("x", 2 ^ 20), 0
    local function try(f, ...)
        local fine, err = pcall(f, ...)
        if not fine and string.find(tostring(err), "too large") then held = held + 1 end
    end
    try(string.rep, megabyte, 2 ^ 20)
    try(string.rep, "x", 1e18)
    try(string.rep, "", 5, string.rep("y", 2 ^ 25))
    try(function() local s = megabyte while true do s = s .. s end end)
    try(string.gsub, megabyte, ".", megabyte)
    try(string.format, "%s%s%s%s", string.rep(megabyte, 40), string.rep(megabyte, 40), "", "")
    try(table.concat, { string.rep(megabyte, 40), string.rep(megabyte, 40) })
    if held == 7 then require("logger"):info("all held") else require("logger"):info("held " .. held) end
    local s = megabyte
    while true do s = s .. s end
end }
