-- Libraries work while the chunk runs, too.
local json, uuid = require("json"), require("uuid")
local made = {
    json = json.encode(json.decode('{"a":[1]}')), id = uuid.v4(), time = os.time(), date = os.date("%Y"), dice = math.random(6),
    text = ("x"):rep(1e5):gsub("x", "y"), list = table.concat({ 1, 2 }, ","), form = string.format("%05.1f", 1),
    payload = payload.new({ 1 }):data(), kind = string("x"), packed = string.pack("i2", 1), half = 7 // 2,
}

function test.made_by_the_chunk()
    equal(made.json, '{"a":[1]}')
    equal(#made.id, 36)
    equal(made.time, 1767225600)
    equal(made.date, "2026")
    equal(made.text, ("y"):rep(1e5))
    equal(made.list, "1,2")
    equal(made.form, "001.0")
    equal(made.payload, { 1 })
    equal(made.packed, "\1\0")
    equal(made.half, 3)
end

function test.globals_can_be_frozen()
    shared = 1
    table.freeze(_G)
    equal(shared, 1)
    equal(string.upper("x"), "X")
    raises("attempt to change a read-only table", function() shared = 2 end)
    raises("attempt to change a read-only table", function() fresh = 2 end)
end

return test
