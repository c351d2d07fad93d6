
function test.xpcall_takes_two_arguments()
    local function count(...) return select("#", ...) end
    equal({ xpcall(count, function() end, 1, 2, 3) }, { true, 0 })
    equal({ xpcall(function() return 1, nil, 3 end, function() end) }, { true, 1, nil, 3 })
    local ok, message = xpcall(function() error("x", 0) end, function(e) return e .. "!" end)
    equal({ ok, message }, { false, "x!" })
    ok, message = xpcall(function() error(errors.new("e")) end, function(e) return e:message() end)
    equal({ ok, message }, { false, "e" })
    raises("function expected", xpcall, print)
end

function test.select()
    equal(select("#"), 0)
    equal(select("#", nil, nil), 2)
    equal({ select(2, "a", "b", "c") }, { "b", "c" })
    equal({ select(-1, "a", "b") }, { "b" })
    equal({ select(-2, "a", "b") }, { "a", "b" })
    equal(select("#", select(5, "a")), 0)
    equal(select("#", select(1 / 0, "a")), 0)
    equal(select("2", "a", "b"), "b")
    raises("bad argument #1 to (anonymous) (index out of range)", select, 0, "a")
    raises("bad argument #1 to (anonymous) (index out of range)", select, -3, "a", "b")
    raises("number expected, got string", select, "x")
    raises("number expected, got nil", select)
end

function test.error_positions()
    local function fail(level) error("stop", level) end
    local ok, message = pcall(fail)
    assert(message:match("^lua:base:%d+: stop$"), message)
    local first = tonumber(message:match(":(%d+):"))
    local function outer(level)
        local x = fail(level) -- two lines below "fail"'s position, plus 4
        return x
    end
    ok, message = pcall(outer, 2)
    equal(tonumber(message:match(":(%d+):")), first + 5)
    ok, message = pcall(fail, 0)
    equal(message, "stop")
    ok, message = pcall(fail, 2) -- pcall has no position
    equal(message, "stop")
    ok, message = pcall(fail, 1e9)
    equal(message, "stop")
    local t = {}
    ok, message = pcall(error, t)
    equal(rawequal(message, t), true)
    ok, message = pcall(error, nil)
    equal(message, nil)
    ok, message = pcall(error, 12)
    equal(message, 12)
end

function test.assert()
    equal({ _G.assert(1, 2, 3) }, { 1, 2, 3 })
    raises("assertion failed!", _G.assert, false)
    raises("why", _G.assert, nil, "why")
    raises("value expected", _G.assert)
    local e = errors.new("the reason")
    local ok, problem = pcall(_G.assert, nil, e)
    equal(rawequal(problem, e), true)
end

function test.dead_coroutines()
    local co = coroutine.create(function() return 1 end)
    equal({ coroutine.resume(co) }, { true, 1 })
    equal({ coroutine.resume(co) }, { false, "can not resume a dead thread" })
    equal(coroutine.status(co), "dead")
    local failing = coroutine.create(function() error("x", 0) end)
    equal({ coroutine.resume(failing) }, { false, "x" })
    equal({ coroutine.resume(failing) }, { false, "can not resume a dead thread" })
    local wrapped = coroutine.wrap(function() return 1 end)
    wrapped()
    raises("can not resume a dead thread", wrapped)
end

function test.library_inside_coroutines()
    local co = coroutine.wrap(function()
        for word in ("a b"):gmatch("%a") do
            coroutine.yield(word)
        end
        return (("x"):gsub("x", "y"))
    end)
    equal(co(), "a")
    equal(co(), "b")
    equal(co(), "y")
end

function test.package()
    equal(package.path, "")
    equal(package.cpath, "")
    equal(package.loadlib("x", "y"), "cannot load module 'x': loadlib disabled")
    equal(select("#", package.loadlib("x", "y")), 1)
    equal(require("package"), package)
    raises("string expected, got nil", package.loadlib)
end

function test.what_is_absent()
    for _, name in ipairs({ "load", "loadstring", "loadfile", "dofile", "collectgarbage", "rawlen", "getfenv", "setfenv", "module",
        "newproxy", "debug", "utf8" }) do
        equal(_G[name], nil)
    end
    for _, name in ipairs({ "execute", "exit", "remove", "rename", "tmpname", "getenv", "setlocale" }) do
        equal(os[name], nil)
    end
end

function test.casts()
    equal(string("x"), "x")
    equal(string(""), "")
    equal(number(12), 12)
    equal(boolean(false), false)
    equal(string(errors.new("message")), "message")
    raises("expected string, got nil", string)
    raises("expected string, got number", string, 12)
    raises("expected string, got table", string, {})
    raises("expected number, got string", number, "12")
    raises("expected number, got nil", number, nil)
    raises("expected boolean, got nil", boolean)
    raises("lua:base:", function() string(nil) end)
end

function test.questions()
    equal({ string:is("x") }, { "x", nil })
    equal(select("#", string:is("x")), 2)
    equal({ number:is(1) }, { 1 })
    equal({ boolean:is(false) }, { false })
    local v, why = string:is(12)
    equal(v, nil)
    equal(why, "expected string, got number")
    v, why = number:is("x")
    equal(why, "expected number, got string")
    v, why = boolean:is()
    equal(why, "expected boolean, got nil")
    v, why = string:is(errors.new("x"))
    equal(why, "expected string, got userdata")
end

function test.types_are_libraries_too()
    equal(string.upper("x"), "X")
    equal(type(string), "table")
    equal(require("string"), string)
    equal(type(number), "table")
end

return test
