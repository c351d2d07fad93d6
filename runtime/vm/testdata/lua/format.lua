
local f = string.format

function test.integers()
    equal(f("%d|%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42, 42), "42|   42|42   |00042|+42| 42")
    equal(f("%i", -7), "-7")
    equal(f("%.3d|%5.3d|%05.3d", 7, 7, 7), "007|  007|  007")
    equal(f("%d", 3.99), "3")
    equal(f("%d", -3.99), "-3")
    equal(f("%d", "10"), "10")
    equal(f("%d", "0x10"), "16")
    equal(f("%d", 2 ^ 53), "9007199254740992")
    equal(f("%d", -2 ^ 63), "-9223372036854775808")
end

function test.unsigned()
    equal(f("%x|%X|%#x|%#X|%o|%#o|%u", 255, 255, 255, 255, 8, 8, 7), "ff|FF|0xff|0XFF|10|010|7")
    equal(f("%x", -1), "ffffffffffffffff")
    equal(f("%u", -1), "18446744073709551615")
    equal(f("%x", 2 ^ 63), "8000000000000000")
    equal(f("%#x|%+x|% u", 0, 5, 5), "0|5|5")
    equal(f("%08x|%-6x|", 255, 255), "000000ff|ff    |")
end

function test.floats()
    equal(f("%f|%.2f|%8.3f|%-8.1f|", 1.5, 1.005, math.pi, 2.25), "1.500000|1.00|   3.142|2.2     |")
    equal(f("%e|%.1E", 12345.678, 12345.678), "1.234568e+04|1.2E+04")
    equal(f("%g|%g|%g|%G", 100000, 1e6, 1e-5, 1e-10), "100000|1e+06|1e-05|1E-10")
    equal(f("%g", 0.1 + 0.2), "0.3")
    equal(f("%.14g", 0.1), "0.1")
    equal(f("%.17g", 0.1), "0.10000000000000001")
    equal(f("%.0f|%.0f|%#.0f", 0.5, 1.5, 3), "0|2|3.")
    equal(f("%+.1f|% .1f|%06.2f|%-+7.1f|", 1, 1, -1.5, 2), "+1.0| 1.0|-01.50|+2.0   |")
    equal(f("%g", "1e3"), "1000")
    equal(f("%#g", 1), "1.00000")
end

function test.no_numbers()
    equal(f("%f|%g|%e|%5.1f|%-5g|%05f", 1 / 0, -1 / 0, 1 / 0, 1 / 0, 1 / 0, 1 / 0), "inf|-inf|inf|  inf|inf  |  inf")
    equal(f("%+f|% f|%E|%G", 1 / 0, 1 / 0, 1 / 0, -1 / 0), "+inf| inf|INF|-INF")
    equal(f("%f", 0 / 0):match("nan"), "nan")
    raises("number has no integer representation", f, "%d", 1 / 0)
    raises("number has no integer representation", f, "%x", 0 / 0)
    raises("number has no integer representation", f, "%d", 2 ^ 63)
    raises("number has no integer representation", f, "%d", -1e300)
    raises("number has no integer representation", f, "%u", 2 ^ 64)
end

function test.texts()
    equal(f("%s|%5s|%-5s|%.2s|%5.2s|%-5.1s|", "abc", "abc", "abc", "abc", "abc", "abc"), "abc|  abc|abc  |ab|   ab|a    |")
    equal(f("%.s|%.0s|", "abc", "abc"), "||")
    equal(f("%05s", "ab"), "   ab")
    equal(f("%s %s %s %s", nil, true, 12, 1.5), "nil true 12 1.5")
    equal(f("%s", setmetatable({}, { __tostring = function() return "me" end })), "me")
    equal(f("%s", "a\0b"), "a\0b")
    equal(f("%.3s", "日本"), "日")
end

function test.values_have_no_addresses()
    for _, v in ipairs({ {}, print, coroutine.create(print), process.inbox() }) do
        equal(f("%s", v), tostring(v))
        assert(f("%s", v):match("^%a+: 0x0000%x%x%x%x$"), f("%s", v))
    end
end

function test.characters()
    equal(f("%c%c%c", 72, 105, 0), "Hi\0")
    equal(f("%3c|%-3c|", 65, 65), "  A|A  |")
    equal(f("%c", 256 + 65), "A")
end

function test.quoted()
    equal(f("%q", 'say "hi"\\'), [["say \"hi\"\\"]])
    equal(f("%q", "a\nb"), '"a\\\nb"')
    equal(f("%q", "a\rb\0c"), '"a\\rb\\000c"')
    equal(f("%q", "日\t"), '"日\t"')
    equal(f("%q", 12), '"12"')
    equal(f("%10q", "x"), '"x"')
end

function test.percent()
    equal(f("100%%"), "100%")
    equal(f("%%d"), "%d")
    equal(f("%d%%%s", 5, "x"), "5%x")
    equal(f(""), "")
    equal(f("plain", 1, 2, 3), "plain")
end

function test.verbs_of_other_languages()
    for _, verb in ipairs({ "v", "T", "t", "b", "p", "U", "w", "a", "n", "y", "*", "h", "l", "z", "$", "[", "\n", "é" }) do
        raises("invalid option '%" .. verb:sub(1, 1) .. "' to 'format'", f, "%" .. verb, 1)
    end
    raises("invalid option '%' to 'format'", f, "%")
    raises("invalid option '%' to 'format'", f, "%5.2")
    raises("invalid option '%*' to 'format'", f, "%*d", 1, 2)
    raises("invalid option '%[' to 'format'", f, "%[1]d", 1)
    raises("invalid option '%#' to 'format'", f, "%5#d", 1)
end

function test.bounds()
    equal(#f("%99d", 1), 99)
    equal(#f("%.99f", 1), 101)
    raises("invalid format (width or precision too long)", f, "%100d", 1)
    raises("invalid format (width or precision too long)", f, "%.100f", 1)
    raises("invalid format (width or precision too long)", f, "%99999999d", 1)
    raises("invalid format (repeated flags)", f, "%------d", 1)
    equal(f("%--d", 1), "1")
    local long = ("x"):rep(1e7)
    raises("resulting string too large", f, ("%s"):rep(10), long, long, long, long, long, long, long, long, long, long)
end

function test.wrong_arguments()
    raises("bad argument #2 to (anonymous) (no value)", f, "%d")
    raises("bad argument #3 to (anonymous) (no value)", f, "%d %s", 1)
    raises("bad argument #2 to (anonymous) (number expected, got string)", f, "%d", "x")
    raises("bad argument #2 to (anonymous) (number expected, got nil)", f, "%d", nil)
    raises("bad argument #2 to (anonymous) (number expected, got table)", f, "%f", {})
    raises("bad argument #2 to (anonymous) (number expected, got userdata)", f, "%f", errors.new("x"))
    raises("bad argument #2 to (anonymous) (string expected, got nil)", f, "%q", nil)
    raises("bad argument #2 to (anonymous) (number expected, got boolean)", f, "%c", true)
    raises("bad argument #1 to (anonymous) (string expected, got nil)", f)
    equal(("%d-%s"):format(1, "x"), "1-x")
end

return test
