-- Each of these lists has one value and takes 2 MB.
--: limits memory=20000000
--: ends failed memory limit exceeded
--: tells memory 20000000
return { main = function()
    local t = {}
    while true do
        local list = {}
        list[2 ^ 17] = 1
        list[2 ^ 17] = nil
        t[#t + 1] = list
        for _ = 1, 100 do end
    end
end }
