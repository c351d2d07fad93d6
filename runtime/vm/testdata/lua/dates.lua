
-- The clock begins at 2026-01-01 00:00:00 UTC, a Thursday.
local start = 1767225600

function test.time()
    equal(os.time(), start)
    require("time").sleep("90s")
    equal(os.time(), start + 90)
    equal(os.time(nil), start + 90)
end

function test.time_of_a_table()
    equal(os.time({ year = 1970, month = 1, day = 1 }), 0)
    equal(os.time({ year = 2026, month = 1, day = 1, hour = 1, min = 2, sec = 3 }), start + 3723)
    equal(os.time({ hour = 5 }), start + 5 * 3600)
    equal(os.time({}), start)
    equal(os.time({ year = 2026, month = 13, day = 32 }), os.time({ year = 2027, month = 2, day = 1 }))
    equal(os.time({ year = 2026, month = 1, day = 0 }), start - 86400)
    equal(os.time({ year = "2026", month = " 1 ", day = "01" }), start)
    equal(os.time(table.freeze({ year = 1970, month = 1, day = 2 })), 86400)
    equal(os.time({ year = 1900, month = 1, day = 1 }), -2208988800)
    raises("field 'year' is not a number", os.time, { year = "x" })
    raises("field 'month' is not a number", os.time, { month = {} })
    raises("field 'day' is out-of-bound", os.time, { day = 1e300 })
    raises("field 'sec' is out-of-bound", os.time, { sec = 0 / 0 })
    raises("table expected, got number", os.time, 12)
end

function test.clock()
    equal(os.clock(), 0)
    require("time").sleep("1500ms")
    equal(os.clock(), 1.5)
end

function test.difftime()
    equal(os.difftime(5, 3), 2)
    equal(os.difftime(3.5, 5), -1.5)
    raises("number expected, got nil", os.difftime, 1)
    raises("number expected, got table", os.difftime, {}, 1)
end

function test.platform()
    equal(os.platform, "wippy")
    equal(type(os.platform), "string")
end

function test.date()
    equal(os.date(), "Thu Jan  1 00:00:00 2026")
    equal(os.date(nil, 0), "Thu Jan  1 00:00:00 1970")
    equal(os.date("%Y-%m-%d %H:%M:%S", start + 3723), "2026-01-01 01:02:03")
    equal(os.date("!%H:%M", 3600), "01:00")
    equal(os.date("%Y", 1e9 + 0.9), "2001")
    equal(os.date("", 0), "")
    equal(os.date("%Y", "0"), "1970")
    require("time").sleep("25h")
    equal(os.date("%d %H"), "02 01")
end

function test.specifiers()
    local t = os.time({ year = 2026, month = 3, day = 4, hour = 15, min = 6, sec = 7 })
    local cases = {
        a = "Wed", A = "Wednesday", b = "Mar", B = "March", c = "Wed Mar  4 15:06:07 2026", d = "04", H = "15", I = "03",
        j = "063", m = "03", M = "06", p = "PM", S = "07", U = "09", w = "3", W = "09", x = "03/04/26", X = "15:06:07",
        y = "26", Y = "2026", z = "+0000", Z = "UTC", ["%"] = "%",
    }
    for c, want in pairs(cases) do equal(c .. os.date("%" .. c, t), c .. want) end
end

function test.what_is_no_specifier()
    equal(os.date("%Q %é 100% %", 0), "%Q %é 100% %")
    equal(os.date("%%Y", 0), "%Y")
    equal(os.date("Mon Jan 2006 日本", 0), "Mon Jan 2006 日本")
    equal(os.date("\0\255", 0), "\0\255")
end

function test.weeks()
    -- 2026 begins on a Thursday: the first Sunday is the 4th, the first Monday the 5th.
    local function week(day) return os.date("%U %W %w", os.time({ year = 2026, month = 1, day = day })) end
    equal(week(1), "00 00 4")
    equal(week(3), "00 00 6")
    equal(week(4), "01 00 0")
    equal(week(5), "01 01 1")
    equal(week(11), "02 01 0")
    equal(os.date("%U %W %j", os.time({ year = 2026, month = 12, day = 31 })), "52 52 365")
    equal(os.date("%U %W", os.time({ year = 2023, month = 1, day = 1 })), "01 00")
    equal(os.date("%U %W", os.time({ year = 2024, month = 1, day = 1 })), "00 01")
end

function test.tables()
    equal(os.date("*t", start + 3723), {
        year = 2026, month = 1, day = 1, hour = 1, min = 2, sec = 3, wday = 5, yday = 1, isdst = false,
    })
    equal(os.date("!*t", 0).year, 1970)
    equal(os.time(os.date("*t", 1234567890)), 1234567890)
end

function test.wrong_arguments()
    raises("time out-of-bounds", os.date, "%Y", 1e300)
    raises("time out-of-bounds", os.date, "%Y", 0 / 0)
    raises("number expected, got string", os.date, "%Y", "x")
    raises("string expected, got table", os.date, {})
    raises("resulting string too large", os.date, ("%c"):rep(4e6), 0)
end

return test
