
function test.limits()
    equal(math.mininteger, -2 ^ 63)
    equal(tostring(math.mininteger), "-9223372036854775808")
    equal(math.maxinteger, 2 ^ 63 - 1024)
    equal(math.type(math.maxinteger), "integer")
    equal(math.type(math.mininteger), "integer")
    assert(math.maxinteger > 2 ^ 62 and math.mininteger < -2 ^ 62)
    equal(math.huge, 1.7976931348623157e308)
    assert(math.huge < 1 / 0)
end

function test.tointeger()
    equal(math.tointeger(3), 3)
    equal(math.tointeger(-2.0), -2)
    equal(math.tointeger(3.5), nil)
    equal(math.tointeger(1 / 0), nil)
    equal(math.tointeger(0 / 0), nil)
    equal(math.tointeger(2 ^ 63), nil)
    equal(math.tointeger("3"), nil)
    equal(math.tointeger({}), nil)
    raises("value expected", math.tointeger)
end

function test.type()
    equal(math.type(1), "integer")
    equal(math.type(1.5), "float")
    equal(math.type(1 / 0), "float")
    equal(math.type("1"), nil)
    equal(math.type(nil), nil)
    raises("value expected", math.type)
end

function test.ult()
    equal(math.ult(1, 2), true)
    equal(math.ult(2, 1), false)
    equal(math.ult(1, -1), true)
    equal(math.ult(-1, 1), false)
    equal(math.ult(-2, -1), true)
    raises("bad argument #1 to (anonymous) (number has no integer representation)", math.ult, 1.5, 2)
    raises("bad argument #2 to (anonymous) (number expected, got nil)", math.ult, 1)
end

function test.random()
    math.randomseed(42)
    for i = 1, 100 do
        local r = math.random()
        assert(r >= 0 and r < 1)
        local d = math.random(6)
        assert(d >= 1 and d <= 6 and d == math.floor(d))
        local e = math.random(-3, 3)
        assert(e >= -3 and e <= 3 and e == math.floor(e))
    end
    equal(math.random(5, 5), 5)
    raises("bad argument #1 to (anonymous) (interval is empty)", math.random, 0)
    raises("bad argument #2 to (anonymous) (interval is empty)", math.random, 2, 1)
    raises("number expected, got string", math.random, "x")
end

function test.texts_count_as_numbers()
    equal(math.floor("3.7"), 3)
    equal(math.max("010", 9), 10)
    equal(math.abs(" -2 "), 2)
    raises("bad argument #1 to (anonymous) (number expected, got string)", math.floor, "x")
    raises("number expected, got nil", math.floor)
end

function test.tonumber()
    equal(tonumber("10"), 10)
    equal(tonumber("  -10.5  "), -10.5)
    equal(tonumber("\t\n\v\f\r 1 \r"), 1)
    equal(tonumber("1e3"), 1000)
    equal(tonumber("1E+3"), 1000)
    equal(tonumber(".5"), 0.5)
    equal(tonumber("5."), 5)
    equal(tonumber("010"), 10)
    equal(tonumber("0x10"), 16)
    equal(tonumber("-0X1f"), -31)
    equal(tonumber("0x.8p1"), 1)
    equal(tonumber("0xffffffffffffffff"), 2 ^ 64)
    equal(tonumber("1e999"), 1 / 0)
    equal(tonumber(12), 12)
    for _, text in ipairs({ "", " ", "x", "1x", "0x", "0xg", "1_000", "0x1_0", "inf", "nan", "Infinity", "1e", "--1", "+-1", "1 2",
        "0b1", "0o7", "e5", ".", "1..2", "0x1p", "１" }) do
        equal(tonumber(text), nil)
    end
    equal(tonumber(nil), nil)
    equal(tonumber({}), nil)
    equal(tonumber(true), nil)
    raises("bad argument #1 to (anonymous) (value expected)", tonumber)
end

function test.tonumber_in_a_base()
    equal(tonumber("ff", 16), 255)
    equal(tonumber("FF", 16), 255)
    equal(tonumber("0xff", 16), 255)
    equal(tonumber("-101", 2), -5)
    equal(tonumber("z", 36), 35)
    equal(tonumber(" 77 ", 8), 63)
    equal(tonumber(10, 16), 16)
    equal(tonumber("8", 8), nil)
    equal(tonumber("", 16), nil)
    equal(tonumber("-", 16), nil)
    equal(tonumber("1.5", 16), nil)
    equal(tonumber("1e1", 10), 10)
    raises("bad argument #2 to (anonymous) (base out of range)", tonumber, "1", 1)
    raises("bad argument #2 to (anonymous) (base out of range)", tonumber, "1", 37)
    raises("string expected, got table", tonumber, {}, 16)
end

function test.texts_as_operands()
    equal("010" + 0, 10)
    equal("10" * "2", 20)
    equal(" 0x10 " - 1, 15)
    equal("7" / 2, 3.5)
    equal("-7" % 3, 2)
    equal(7 % "-3", -2)
    equal("2" ^ "10", 1024)
    equal(-"5", -5)
    equal("1_0" == 10, false)
    raises("cannot perform add operation between string and number", function() return "x" + 1 end)
    raises("cannot perform mul operation between nil and string", function() return nil * "2" end)
    raises("cannot perform unm operation", function() return -"x" end)
    raises("cannot perform sub operation between string and number", function() return "0b11" - 1 end)
end

function test.texts_leave_operators_to_others()
    local t = setmetatable({}, { __add = function(a, b) return type(a) .. type(b) end })
    equal("1" + t, "stringtable")
    equal(t + "1", "tablestring")
    equal("x" + t, "stringtable")
end

function test.integer_operators()
    equal(7 // 2, 3)
    equal(-7 // 2, -4)
    equal("7" // 2, 3)
    equal(7.5 // 2, 3)
    equal(6 & 3, 2)
    equal(6 | 3, 7)
    equal(6 ~ 3, 5)
    equal(~0, -1)
    equal(1 << 4, 16)
    equal(256 >> 4, 16)
    equal("6" & "3", 2)
    equal(2 ^ 53 // 1, 2 ^ 53)
end

function test.integer_operator_mistakes()
    raises("attempt to perform 'n//0'", function() return 1 // 0 end)
    raises("number has no integer representation", function() return 1.5 & 1 end)
    raises("attempt to perform arithmetic on a nil value", function() return nil // 2 end)
    raises("attempt to perform arithmetic on a table value", function() return 1 // {} end)
    raises("attempt to perform bitwise operation on a string value", function() return "x" & 1 end)
    raises("attempt to perform bitwise operation on a boolean value", function() return ~true end)
    raises("lua:numbers:", function() return 1 // 0 end)
end

function test.integer_operators_of_tables()
    local mt = {}
    for _, event in ipairs({ "idiv", "band", "bor", "bxor", "shl", "shr", "bnot" }) do
        mt["__" .. event] = function(a, b) return event end
    end
    local t = setmetatable({}, mt)
    equal(t // 1, "idiv")
    equal(1 // t, "idiv")
    equal(t & 1, "band")
    equal("x" | t, "bor")
    equal(t ~ 1, "bxor")
    equal(t << 1, "shl")
    equal(1 >> t, "shr")
    equal(~t, "bnot")
end

return test
