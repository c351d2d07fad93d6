-- Each makes two of itself.
--: limits processes=40
--: ends returned
--: tells processes 40
return { main = function()
    for _ = 1, 2 do process.spawn("app:hostile", "app:processes") end
    require("time").sleep("1s")
end }
