-- The same with keys, through functions that catch errors.
--: limits memory=8000000
--: ends failed memory limit exceeded
--: tells memory 8000000
return { main = function()
    local t, i = {}, 0
    while true do pcall(function() i = i + 1 t["key" .. i] = i end) end
end }
