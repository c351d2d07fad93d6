-- Coroutines that resume each other, themselves, and are left in the middle.
--: ends returned
--: logs all held
return { main = function()
    local held = 0
    local function fails(fine) if not fine then held = held + 1 end end
    local a, b
    a = coroutine.create(function() return coroutine.resume(b) end)
    b = coroutine.create(function() return coroutine.resume(a) end)
    fails(select(3, coroutine.resume(a)))
    local self
    self = coroutine.create(function() return coroutine.resume(self) end)
    fails(select(2, coroutine.resume(self)))
    fails(pcall(coroutine.yield))
    fails(coroutine.resume(coroutine.create(function() table.sort({ 3, 2, 1 }, coroutine.yield) end)))
    fails(pcall(coroutine.wrap(function() error("inside") end)))
    for _ = 1, 20000 do
        local left = coroutine.wrap(function() while true do coroutine.yield() end end)
        left()
    end
    require("logger"):info(held == 5 and "all held" or "held " .. held)
end }
