-- Messages that it takes and keeps, each within the bound of messages.
--: limits memory=8000000
--: ends failed memory limit exceeded
--: tells memory 8000000
return { main = function()
    local wide, kept = {}, {}
    for i = 1, 5000 do wide[i] = { i } end
    while true do
        process.send(process.pid(), "m", wide)
        kept[#kept + 1] = process.inbox():receive():payload():data()
    end
end }
