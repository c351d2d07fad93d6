
local json = require("json")

local function roundtrip(v) return json.decode(json.encode(v)) end

function test.scalars()
    equal(json.encode(nil), "null")
    equal(json.encode(true), "true")
    equal(json.encode(false), "false")
    equal(json.encode("text"), '"text"')
    equal(json.encode(""), '""')
end

function test.numbers()
    equal(json.encode(3), "3")
    equal(json.encode(-3), "-3")
    equal(json.encode(10 / 2), "5")
    equal(json.encode(0), "0")
    equal(json.encode(-0), "0")
    equal(json.encode(2 ^ 53), "9007199254740992")
    equal(json.encode(1.5), "1.5")
    equal(json.encode(0.1), "0.1")
    equal(json.encode(1e100), "1e+100")
    equal(json.encode(1e-7), "1e-07")
    equal(json.encode({ 1, 2.25, 1e15 }), "[1,2.25,1000000000000000]")
end

function test.no_numbers()
    fails("cannot encode the number NaN", json.encode(0 / 0))
    fails("cannot encode the number +Inf", json.encode(1 / 0))
    fails("cannot encode the number -Inf", json.encode(-1 / 0))
    fails("cannot encode the number NaN at .a[2].b", json.encode({ a = { 1, { b = 0 / 0 } } }))
end

function test.arrays()
    equal(json.encode({ 1, 2, 3 }), "[1,2,3]")
    equal(json.encode({ { 1 }, { 2 } }), "[[1],[2]]")
    equal(json.encode({}), "[]")
    local cut = { 1, 2, 3 }
    cut[3] = nil
    equal(json.encode(cut), "[1,2]")
end

function test.sparse()
    fails("cannot encode a sparse array", json.encode({ 1, nil, 3 }))
    fails("cannot encode a sparse array", json.encode({ [2] = "x" }))
    fails("cannot encode a sparse array", json.encode({ [1e9] = "x" }))
    fails("cannot encode a sparse array", json.encode({ [0] = "x" }))
    fails("cannot encode a sparse array", json.encode({ 1, [1.5] = "x" }))
    fails("at .list[1]", json.encode({ list = { { [2] = 1 } } }))
end

function test.objects_keep_their_order()
    local t = { z = 1 }
    t.a = 2
    t.m, t.z = 3, 4
    equal(json.encode(t), '{"z":4,"a":2,"m":3}')
    local many = {}
    for i = 1, 200 do many["k" .. (i * 7919 % 1000)] = i end
    local first = json.encode(many)
    equal(json.encode(json.decode(first)), first)
end

function test.keys()
    fails("cannot encode a table with keys of more than one sort", json.encode({ 1, x = 2 }))
    local t = { x = 1 }
    t[1] = 2
    fails("cannot encode a table with keys of more than one sort", json.encode(t))
    fails("cannot encode a boolean as a key", json.encode({ [true] = 1 }))
    fails("cannot encode a table as a key", json.encode({ [{}] = 1 }))
    equal(json.encode({ ['a"\n'] = 1 }), '{"a\\"\\n":1}')
end

function test.what_is_no_data()
    fails("cannot encode a function", json.encode(print))
    fails("cannot encode a userdata", json.encode(process.inbox()))
    fails("cannot encode a thread", json.encode(coroutine.create(function() end)))
    fails("cannot encode a function at .f", json.encode({ f = function() end }))
    raises("bad argument #1 to (anonymous) (value expected)", json.encode)
end

function test.errors_are_their_messages()
    equal(json.encode(errors.new("went wrong")), '"went wrong"')
    equal(json.encode({ error = errors.new("no") }), '{"error":"no"}')
    equal(json.decode(errors.new("[1]")), { 1 })
end

function test.cycles_and_depth()
    local t = {}
    t.self = t
    fails("cannot encode a table in itself at .self", json.encode(t))
    local deep = {}
    for i = 2, 128 do deep = { deep } end
    assert(json.encode(deep))
    fails("more than 128 tables in one another", json.encode({ deep }))
    local twice = { 1 }
    equal(json.encode({ twice, twice }), "[[1],[1]]")
end

function test.growth_is_bounded()
    local t = { string.rep("x", 1000) }
    for i = 1, 40 do t = { t, t } end
    fails("cannot encode so much text", json.encode(t))
end

function test.strings()
    equal(json.encode('"\\/\b\f\n\r\t'), [["\"\\/\b\f\n\r\t"]])
    equal(json.encode("\0\1\127"), '"\\u0000\\u0001\127"')
    equal(json.encode("<&>"), '"<&>"')
    equal(json.encode("日本 é 🎉"), '"日本 é 🎉"')
    equal(json.encode("a\255b\192\128"), '"a\\ufffdb\\ufffd\\ufffd"')
    equal(json.decode(json.encode("日本\0\n\"")), "日本\0\n\"")
end

function test.frozen_tables()
    equal(json.encode(table.freeze({ a = table.freeze({ 1, 2 }) })), '{"a":[1,2]}')
end

function test.decode_values()
    equal(json.decode("null"), nil)
    equal(select("#", json.decode("null")), 1)
    equal(json.decode(" true "), true)
    equal(json.decode("false"), false)
    equal(json.decode("-12.5e1"), -125)
    equal(json.decode('"\\u0041\\ud83c\\udf89\\n"'), "A🎉\n")
    equal(json.decode("[]"), {})
    equal(json.decode("{}"), {})
    equal(json.decode('{"a":[1,{"b":null}],"c":""}'), { a = { 1, {} }, c = "" })
    equal(json.decode("9007199254740993"), 2 ^ 53)
end

function test.decode_order()
    local names = {}
    for k in pairs(json.decode('{"z":1,"a":2,"m":3,"b":4}')) do names[#names + 1] = k end
    equal(table.concat(names, " "), "z a m b")
    equal(json.encode(json.decode('{"z":{"y":1,"x":2},"a":[]}')), '{"z":{"y":1,"x":2},"a":[]}')
    equal(json.encode(json.decode('{"a":1,"b":2,"a":3}')), '{"a":3,"b":2}')
end

function test.decode_null_in_arrays()
    local t = json.decode("[1,null,3]")
    equal(t[1], 1)
    equal(t[2], nil)
    equal(t[3], 3)
    equal(#json.decode("[1,null,null]"), 1)
end

function test.decode_mistakes()
    local cases = {
        { "", "line 1, column 1: unexpected end" },
        { "  \n ", "line 2, column 2: unexpected end" },
        { "[1,2", "line 1, column 5: unexpected end" },
        { '{"a":', "unexpected end" },
        { '"abc', "unexpected end" },
        { "[1,]", "line 1, column 4: invalid character ']'" },
        { "[1 2]", "line 1, column 4: invalid character '2'" },
        { '{"a" 1}', "line 1, column 6: invalid character '1'" },
        { '{a:1}', "line 1, column 2: invalid character 'a'" },
        { "{1:2}", "invalid character '1'" },
        { '{"a":1,}', "invalid character '}'" },
        { "]", "invalid character ']'" },
        { "}", "invalid character '}'" },
        { ",", "invalid character ','" },
        { "nul", "unexpected end" },
        { "nulx", "invalid character 'x'" },
        { "01", "there is more behind the value" },
        { "1 1", "there is more behind the value" },
        { "{}{}", "there is more behind the value" },
        { "[1]]", "there is more behind the value" },
        { "NaN", "invalid character 'N'" },
        { "'x'", "invalid character" },
        { '"a\nb"', "invalid character '\\n' in string literal" },
        { '"\\x"', "invalid character 'x' in string escape code" },
        { "1e999", "the number 1e999 is too large" },
        { "[\n  1,\n  x]", "line 3, column 3: invalid character 'x'" },
    }
    for _, case in ipairs(cases) do
        fails(case[2], json.decode(case[1]))
    end
end

function test.decode_bounds()
    assert(json.decode(string.rep("[", 128) .. string.rep("]", 128)))
    fails("more than 128 levels of nesting", json.decode(string.rep("[", 129) .. string.rep("]", 129)))
    fails("more than 128 levels of nesting", json.decode(string.rep('{"a":', 100000)))
end

function test.decode_bytes()
    equal(json.decode('"a\255b"'), "a\239\191\189b")
    equal(json.decode('"\\ud800"'), "\239\191\189")
    raises("bad argument #1 to (anonymous) (string expected, got nil)", json.decode)
    raises("bad argument #1 to (anonymous) (string expected, got table)", json.decode, {})
    equal(json.decode(12), 12)
end

function test.roundtrips()
    for _, v in ipairs({ 1, -1.25, "x", true, { 1, { 2 } }, { a = { b = { "c" } } }, { { a = 1 }, { b = 2 } } }) do
        equal(roundtrip(v), v)
    end
end

return test
