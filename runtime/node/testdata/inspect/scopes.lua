-- Which variables there are, and what they hold, at each line that prints.
local outer, other = "out", { 1, 2, key = "value" }
local function deep(n)
    local before = n * 2
    if n > 0 then
        return (deep(n - 1))
    end
    io.print() --> n=0 before=0 | deep=function app:cli:3
    return before
end
local function blocks(a, b, ...)
    io.print() --> a=1 b=nil arg={3, n=1} |
    do
        local x = "first"
        local y = "second"
        io.print() --> a=1 b=nil arg={3, n=1} x="first" y="second" |
    end
    do
        local z = "third"
        io.print() --> a=1 b=nil arg={3, n=1} z="third" |
    end
    for i = 1, 2 do
        local square = i * i
        if i == 2 then
            local inner = square + 1
            io.print() --> a=1 b=nil arg={3, n=1} i=2 square=4 inner=5 |
        elseif square == 1 then
            local elsewhere = true
            io.print() --> a=1 b=nil arg={3, n=1} i=1 square=1 elsewhere=true |
        else
            local never = 1
            io.print(never)
        end
    end
    for k, v in pairs{ one = 1 } do
        io.print() --> a=1 b=nil arg={3, n=1} k="one" v=1 |
    end
    while a == 1 do
        local a = 2
        io.print() --> b=nil arg={3, n=1} a=2 |
        break
    end
    local n = 0
    repeat
        local last = n
        n = n + 1
        io.print() --> a=1 b=nil arg={3, n=1} n=1 last=0 |
    until last == 0
    io.print() --> a=1 b=nil arg={3, n=1} n=1 |
end
local object = { name = "object" }
function object:method(x)
    io.print() --> self={name="object", method="<function app:cli:52>"} x=nil | outer="out" other={1, 2, key="value"}
    return outer, other
end
local types = function()
    local f, c = print, coroutine.create(print)
    local ch, at = process.inbox(), time.utc
    local e = errors.new{ message = "bad", kind = "Kind" }
    local cyclic = {}
    cyclic.self = cyclic
    cyclic.list = { f, true, { { { { {} } } } } }
    io.print() --> f=function of the runtime c=coroutine ch=inbox at=UTC e=error("bad") cyclic={self="…", list={"<function of the runtime>", true, {{{"…"}}}}} |
    local long, many = string.rep("x", 100000), {}
    for i = 1, 1000 do many[i] = i end
    f, c, ch, at, e, cyclic, long = nil, nil, nil, nil, nil, nil, #long
    io.print() --> f=nil c=nil ch=nil at=nil e=nil cyclic=nil long=100000 many={1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, ["…"]="…"} |
    return f, c, ch, at, e, long, many
end
local gone = setmetatable({}, { __index = error, __tostring = error, __len = error })
local main = function()
    deep(1)
    blocks(1, nil, 3)
    object:method()
    types()
    local shadow = 1
    local shadow = shadow + 1
    io.print() --> shadow=2 | deep=function app:cli:3 blocks=function app:cli:11 object={name="object", method="<function app:cli:52>"} types=function app:cli:56 gone={}
    pcall(function() io.print() end) --> |
    table.sort({ 2, 1 }, function(l, r)
        io.print() --> l=1 r=2 |
        return l < r
    end)
    coroutine.wrap(function(x)
        coroutine.yield(1)
    end)(1)
    return gone
end
return main
