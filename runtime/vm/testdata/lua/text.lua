
function test.case()
    equal(("aZ9é日ß"):upper(), "AZ9É日ß")
    equal(("AZ9É日"):lower(), "az9é日")
    equal(("a\255b\0c"):upper(), "A\255B\0C")
    equal(("\240\159A"):lower(), "\240\159a")
    raises("bad argument #1 to (anonymous) (string expected, got nil)", string.upper)
    raises("(string expected, got table)", string.lower, {})
end

function test.sub()
    local s = "abcdef"
    equal(s:sub(1), "abcdef")
    equal(s:sub(2, 4), "bcd")
    equal(s:sub(-3), "def")
    equal(s:sub(-3, -2), "de")
    equal(s:sub(0), "abcdef")
    equal(s:sub(0, 0), "")
    equal(s:sub(4, 2), "")
    equal(s:sub(-100, 100), "abcdef")
    equal(s:sub(7), "")
    equal(s:sub(1e300), "")
    equal(s:sub(-1e300, 1 / 0), "abcdef")
    equal(s:sub("2", "3"), "bc")
    raises("bad argument #2 to (anonymous) (number expected, got nil)", s.sub, s)
    raises("bad argument #2 to (anonymous) (number expected, got string)", s.sub, s, "x")
end

function test.bytes()
    equal({ ("abc"):byte(1, -1) }, { 97, 98, 99 })
    equal(("abc"):byte(), 97)
    equal(("abc"):byte(-1), 99)
    equal(("abc"):byte(4), nil)
    equal(select("#", ("abc"):byte(4)), 0)
    equal(("abc"):byte(0), nil)
    equal(string.char(), "")
    equal(string.char(72, 0, 255), "H\0\255")
    raises("bad argument #2 to (anonymous) (invalid value)", string.char, 1, 256)
    raises("bad argument #1 to (anonymous) (invalid value)", string.char, -1)
    raises("string slice too long", string.byte, ("x"):rep(8001), 1, -1)
    equal(select("#", ("x"):rep(8000):byte(1, -1)), 8000)
end

function test.rep()
    equal(("ab"):rep(3), "ababab")
    equal(("ab"):rep(3, ","), "ab,ab,ab")
    equal(("ab"):rep(1, ","), "ab")
    equal(("ab"):rep(0), "")
    equal(("ab"):rep(-5), "")
    equal((""):rep(1e15), "")
    equal(#("x"):rep(1e6), 1e6)
    raises("resulting string too large", string.rep, "x", 1e10)
    raises("resulting string too large", string.rep, "", 1e10, "xy")
    raises("bad argument #2 to (anonymous) (number expected, got nil)", string.rep, "x")
end

function test.wrong_arguments_name_the_function()
    raises("bad argument #1 to upper (string expected, got nil)", function() string.upper() end)
    raises("bad argument #2 to r (number expected, got nil)", function() local r = string.rep; r("x") end)
    raises("bad argument #2 to rep (number expected, got nil)", function() ("x"):rep() end)
end

function test.len_and_reverse()
    equal(("a\0b"):len(), 3)
    equal(#"日", 3)
    equal(("abc"):reverse(), "cba")
    equal((""):reverse(), "")
    equal(string.len(12.5), 4)
end

function test.gfind_is_gmatch()
    local words = {}
    for word in string.gfind("one two", "%a+") do words[#words + 1] = word end
    equal(words, { "one", "two" })
end

function test.nothing_is_dumped()
    raises("string.dump", string.dump, function() end)
end

function test.errors_are_texts()
    local e = errors.new("thing not found")
    equal(string.find(e, "not found"), 7)
    equal(string.find(e, "not", 1, true), 7)
    equal(string.match(e, "%a+"), "thing")
    equal(string.gsub(e, "thing", "it"), "it not found")
    equal(string.gsub("x", "x", e), "thing not found")
    equal(string.gsub("x", "x", function() return e end), "thing not found")
    equal(string.gmatch(e, "%a+")(), "thing")
    equal(string.upper(e), "THING NOT FOUND")
    equal(string.lower(e), "thing not found")
    equal(string.len(e), 15)
    equal(#tostring(e), 15)
    equal(string.sub(e, 1, 5), "thing")
    equal(string.byte(e), 116)
    equal(string.rep(e, 2, e), "thing not foundthing not foundthing not found")
    equal(string.reverse(e):sub(1, 5), "dnuof")
    equal(string.format("%s|%q|%5.5s", e, e, e), 'thing not found|"thing not found"|thing')
    equal(string.format(errors.new("%d"), 3), "3")
    equal("(" .. e .. ")", "(thing not found)")
    equal(e .. e, "thing not foundthing not found")
    equal(table.concat({ "a", e, 1 }, errors.new("-")), "a-thing not found-1")
    equal(tostring(e), "thing not found")
    equal(string.pack("z", e), "thing not found\0")
    equal(tonumber(errors.new("12"), 16), 18)
    local ok, problem = pcall(assert, false, "plain")
    ok, problem = pcall(error, e)
    equal(problem, e)
    local ok2, problem2 = pcall(_G.assert, false, e)
    equal(problem2, e)
    equal(tostring(problem2), "thing not found")
end

function test.number_texts()
    equal(tostring(3), "3")
    equal(tostring(10 / 2), "5")
    equal(tostring(-0), "0")
    equal(tostring(1e15), "1000000000000000")
    equal(tostring(2 ^ 53), "9007199254740992")
    equal(tostring(-2 ^ 63), "-9223372036854775808")
    equal(tostring(1e100), "1e+100")
    equal(tostring(0.1), "0.1")
    equal(tostring(1 / 3), "0.3333333333333333")
    equal(tostring(123456.789), "123456.789")
    equal(1e15 .. "|" .. 2 ^ 53 .. "|" .. 1e100 .. "|" .. 0.1, "1000000000000000|9007199254740992|1e+100|0.1")
    for _, n in ipairs({ 0, -1, 1.5, 1e14, 1e16, 12345678.5, 1e-10, -1e300, 1 / 0, -1 / 0 }) do
        equal(tostring(n), "" .. n)
        equal(string.format("%s", n), "" .. n)
    end
end

function test.tostring_asks_the_metatable()
    equal(tostring(setmetatable({}, { __tostring = function() return "me" end })), "me")
    raises("'__tostring' must return a string", tostring, setmetatable({}, { __tostring = function() return {} end }))
    equal(tostring(nil) .. tostring(true), "niltrue")
    raises("bad argument #1 to (anonymous) (value expected)", tostring)
end

function test.methods_cannot_be_changed()
    raises("attempt to change read-only table 'string'", function() string.upper = nil end)
    raises("attempt to change read-only table 'string'", function() string.new = 1 end)
    raises("", function() ("x").y = 1 end)
    equal(string.__index, nil)
    equal(getmetatable("x"), false)
end

return test
