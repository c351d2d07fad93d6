
local uuid = require("uuid")
local form = "^%x%x%x%x%x%x%x%x%-%x%x%x%x%-(%x)%x%x%x%-([89ab])%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$"
local dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

function test.random_ones()
    local seen = {}
    for i = 1, 200 do
        local u = uuid.v4()
        equal(u:match(form), "4")
        assert(not seen[u])
        seen[u] = true
    end
end

function test.runs_repeat()
    equal(uuid.v4(), "29e49b19-9086-48d3-8f5a-dcbbdc9fae9c")
end

function test.times_ascend()
    local last = ""
    for i = 1, 5000 do
        local u = uuid.v7()
        equal(u:match(form), "7")
        assert(u > last)
        last = u
    end
    require("time").sleep("1h")
    local u = uuid.v7()
    assert(u > last)
    equal(uuid.parse(u), { version = 7, variant = "RFC4122", timestamp = 1767225600 + 3600 })
end

function test.version_one()
    local u = uuid.v1()
    equal(u:match(form), "1")
    local parts = uuid.parse(u)
    equal(parts.version, 1)
    equal(parts.timestamp, 1767225600)
    equal(#parts.node, 12)
    assert(uuid.v1() ~= u)
end

function test.named_ones()
    equal(uuid.v5(dns, "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2")
    equal(uuid.v3(dns, "www.example.com"), "5df41881-3aed-3515-88a7-2f4a814cf09e")
    equal(uuid.v5(dns, ""), uuid.v5("{" .. dns .. "}", ""))
    fails('invalid UUID "x"', uuid.v5("x", "y"))
    fails("invalid UUID", uuid.v3("", "y"))
    raises("bad argument #2 to (anonymous) (string expected, got nil)", uuid.v5, dns)
    raises("bad argument #1 to (anonymous) (string expected, got nil)", uuid.v3)
end

function test.validate()
    for _, text in ipairs({ dns, dns:upper(), "{" .. dns .. "}", "urn:uuid:" .. dns, "URN:UUID:" .. dns, (dns:gsub("-", "")) }) do
        equal(uuid.validate(text), true)
        equal(uuid.format(text), dns)
    end
    for _, text in ipairs({ "", "x", dns .. "0", dns:sub(2), "{" .. dns, dns:gsub("-", "_"), dns:gsub("6", "g"), ("日"):rep(12),
        "urn:uuid:x", ("-"):rep(36) }) do
        equal(uuid.validate(text), false)
    end
    equal(uuid.validate(12), false)
    equal(uuid.validate(nil), false)
    equal(uuid.validate({}), false)
    raises("value expected", uuid.validate)
end

function test.parse()
    equal(uuid.parse(uuid.v4()), { version = 4, variant = "RFC4122" })
    equal(uuid.parse(dns), { version = 1, variant = "RFC4122", timestamp = 886630433.1511824, node = "00c04fd430c8" })
    fails("invalid UUID", uuid.parse("nothing"))
    fails("invalid UUID", uuid.parse(("x"):rep(1000)))
    raises("string expected, got nil", uuid.parse)
end

function test.version_and_variant()
    equal(uuid.version(dns), 1)
    equal(uuid.version(uuid.v5(dns, "x")), 5)
    equal(uuid.variant(dns), "RFC4122")
    equal(uuid.variant("00000000-0000-0000-0000-000000000000"), "NCS")
    equal(uuid.variant("00000000-0000-0000-c000-000000000000"), "Microsoft")
    equal(uuid.variant("ffffffff-ffff-ffff-ffff-ffffffffffff"), "Future")
    fails("invalid UUID", uuid.version("x"))
    fails("invalid UUID", uuid.variant("x"))
end

function test.format()
    equal(uuid.format(dns, "standard"), dns)
    equal(uuid.format(dns, "simple"), "6ba7b8109dad11d180b400c04fd430c8")
    equal(uuid.format(dns:upper(), "urn"), "urn:uuid:" .. dns)
    fails('unknown UUID format "round"', uuid.format(dns, "round"))
    fails("invalid UUID", uuid.format("x"))
end

return test
