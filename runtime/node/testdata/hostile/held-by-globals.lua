-- Globals, metatables, coroutines and channels hold things, too.
--: limits memory=8000000
--: ends failed memory limit exceeded
--: tells memory 8000000
return { main = function()
    local kinds = {
        function(v) _G["g" .. tostring(v)] = v end,
        function(v) return coroutine.wrap(function() coroutine.yield(v) end) end,
        function(v) return setmetatable({}, { __index = v }) end,
        function(v) local ch = channel.new(10) ch:send(v) return ch end,
    }
    local held = {}
    for i = 1, 1e6 do
        local made = kinds[i % 4 + 1]({ i, i, i })
        if coroutine.status and type(made) == "function" then made() end
        held[i] = made or true
    end
end }
