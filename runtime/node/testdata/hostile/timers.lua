-- Ten thousand timers and tickers harm nobody; they end with their process.
--: ends returned
--: logs 10000
return { main = function()
    local time, set = require("time"), {}
    for i = 1, 10000 do set[i] = i % 2 == 0 and time.after((i % 100) .. "ms") or time.ticker("1h") end
    time.sleep("1s")
    require("logger"):info(tostring(#set))
end }
