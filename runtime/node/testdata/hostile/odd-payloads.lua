-- Tables that contain themselves, with metatables, functions, userdata and
-- threads in them: what is data arrives, and the rest does not.
--: ends returned
--: logs it all came back
return { main = function()
    local t = setmetatable({ 1, f = print, co = coroutine.create(print), ch = channel.new(), now = require("time").now() }, {
        __index = function() error("never") end, __pairs = error, __len = error, __tostring = error, __gc = error, __mode = "kv",
    })
    t.self, t[t] = t, t
    process.send(process.pid(), "odd", t, print, coroutine.create(print), channel.new(), io)
    local got = process.inbox():receive():payload()
    local copy = got[1]:data()
    assert(rawget(copy, "self") == copy and rawget(copy, copy) == copy and rawget(copy, 1) == 1)
    assert(rawget(copy, "f") == nil and rawget(copy, "co") == nil and rawget(copy, "ch") == nil and rawget(copy, "now") == nil)
    assert(got[2]:data() == nil and got[3]:data() == nil and got[4]:data() == nil)
    require("logger"):info("it all came back")
end }
