-- What is sent is a copy, made when it is sent: nothing is ever shared.
local time = require("time")

local function send(...)
    process.send(process.pid(), "t", ...)
    return process.inbox():receive():payload()
end
local function copy(v) return send(v):data() end

return { main = function()
    io.print(send(), #send(1, 2, 3), send(nil):data(), #send(nil, nil)) --> nil	3	nil	2
    io.print(copy(1.5), copy("a\0b") == "a\0b", copy(true), copy(0/0) ~= copy(0/0), copy(1/0)) --> 1.5	true	true	true	+Inf

    local t = { 1, { 2 }, key = { deep = "deep" } }
    process.send(process.pid(), "t", t)
    t[1], t[2][1], t.key.deep, t.new = "changed", "changed", "changed", "changed"
    local got = process.inbox():receive():payload():data()
    io.print(got[1], got[2][1], got.key.deep, got.new) --> 1	2	deep	nil
    got[2][1] = "changed too"
    io.print(t[2][1]) --> changed

    -- Tables that contain each other still do.
    local a, b = {}, {}
    a.b, b.a, a.self, a[a], a.twice = b, a, a, "by itself", b
    local c = copy(a)
    io.print(c.b.a == c, c.self == c, c[c], c.twice == c.b, c == a) --> true	true	by itself	true	false
    local two = send(b, b)
    io.print(two[1]:data() == two[2]:data(), two[1]:data() == two[1]:data()) --> false	true

    -- A metatable comes along, without what cannot.
    local point = { __index = { name = "point" }, __tostring = function() return "never" end, __metatable = "mine" }
    local p = copy(setmetatable({ x = 1 }, point))
    io.print(p.x, p.name, getmetatable(p)) --> 1	point	mine
    local meta = { kind = "meta" }
    local m = copy(setmetatable({}, meta))
    io.print(getmetatable(m).kind, getmetatable(m) == meta) --> meta	false

    -- What cannot be copied is not there.
    local odd = copy{ print, function() end, 3, f = print, co = coroutine.create(print), ch = channel.new(),
        now = time.now(), [print] = 1, [channel.new()] = 2, [errors.new("key")] = 3, ok = "ok" }
    local keys = {}
    for k in pairs(odd) do keys[#keys + 1] = tostring(k) end
    table.sort(keys)
    io.print(odd[1], odd[2], odd[3], table.concat(keys, " ")) --> nil	nil	3	3 ok
    io.print(copy(print), copy(channel.new()), copy(process.inbox())) --> nil	nil	nil
    io.print(copy(send(1))) --> nil

    -- Error objects are.
    local e = copy{ err = errors.new{ message = "m", kind = errors.TIMEOUT, retryable = true, details = { why = { 1, 2 } } } }.err
    io.print(e, e:kind(), e:retryable(), e:details().why[2], type(e), #e:stack() > 0) --> m	Timeout	true	2	userdata	true
    io.print(errors.is(copy(e), errors.TIMEOUT), copy(e) == e) --> true	false

    -- Libraries arrive as plain tables of what can be copied.
    local library = copy(math)
    library.pi = 3
    io.print(library.pi, math.pi == 3, library.floor) --> 3	false	nil

    -- However deep and large.
    local deep, depth = {}, 100000
    local inner = deep
    for _ = 1, depth do
        inner.next = {}
        inner = inner.next
    end
    local n, walk = 0, copy(deep)
    while walk.next do
        n, walk = n + 1, walk.next
    end
    io.print(n == depth) --> true
    deep.loop = deep
    io.print(copy(deep).loop.next.next ~= nil) --> true
    local wide = {}
    for i = 1, 20000 do wide[i] = i wide["k" .. i] = { i } end
    wide = copy(wide)
    io.print(#wide, wide.k19999[1]) --> 20000	19999
    io.print(process.spawn("app:none", "app:processes", deep)) --> nil	factory not found
    io.print(pcall(error, errors.new{ message = "deep", details = deep })) --> false	deep
    io.print(string.rep("x", 1000000) == copy(string.rep("x", 1000000))) --> true
end }
