
local formats = payload.format

-- echo is what arrives when v is sent and sent back.
local function echo(v)
    local child = process.spawn("lua:child", "lua:processes", process.pid())
    local answers = process.listen("echo")
    process.send(child, "x", v)
    local answer = answers:receive()
    process.send(child, "end")
    return answer
end

function test.formats()
    equal(formats.JSON, "json/plain")
    equal(formats.YAML, "yaml/plain")
    equal(formats.STRING, "text/plain")
    equal(formats.BYTES, "application/octet-stream")
    equal(formats.LUA, "lua/any")
    equal(formats.GOLANG, "golang/any")
    equal(formats.ERROR, "golang/error")
    equal(type(formats.MSGPACK), "string")
end

function test.new()
    local p = payload.new({ a = { 1, 2 } })
    equal(type(p), "userdata")
    equal(p:get_format(), "lua/any")
    equal(tostring(p), "payload{format=lua/any}")
    equal(p:data(), { a = { 1, 2 } })
    equal(p:unmarshal(), { a = { 1, 2 } })
    equal(rawequal(p:data(), p:data()), true)
    equal(payload.new(nil):data(), nil)
    equal(payload.new(false):data(), false)
    equal(payload.new("text"):data(), "text")
    equal(payload.new(errors.new("m")):data():message(), "m")
    equal(payload.new(print):data(), nil)
    raises("bad argument #1 to (anonymous) (value expected)", payload.new)
end

function test.new_copies()
    local t = { 1 }
    local p = payload.new(t)
    t[1] = 2
    equal(p:data(), { 1 })
end

function test.to_json_and_back()
    local p = payload.new({ b = 1, a = { "x" } }):transcode(formats.JSON)
    equal(p:get_format(), formats.JSON)
    equal(p:data(), '{"b":1,"a":["x"]}')
    equal(p:unmarshal(), { b = 1, a = { "x" } })
    equal(p:transcode(formats.LUA):data(), { b = 1, a = { "x" } })
    equal(p:transcode(formats.STRING):data(), '{"b":1,"a":["x"]}')
    equal(p:transcode(formats.BYTES):get_format(), formats.BYTES)
    equal(p:transcode(formats.JSON):data(), p:data())
    equal(tostring(p), "payload{format=json/plain}")
    fails("cannot encode a sparse array", payload.new({ [2] = 1 }):transcode(formats.JSON))
end

function test.from_json()
    local p = payload.new('{"a":[1]}', formats.JSON)
    equal(p:data(), '{"a":[1]}')
    equal(p:unmarshal(), { a = { 1 } })
    fails("invalid JSON at line 1, column 2", payload.new("{x", formats.JSON))
    raises("string expected, got table", payload.new, {}, formats.JSON)
end

function test.texts()
    local p = payload.new("text"):transcode(formats.STRING)
    equal(p:data(), "text")
    equal(p:unmarshal(), "text")
    equal(p:transcode(formats.JSON):data(), '"text"')
    equal(p:transcode(formats.LUA):get_format(), formats.LUA)
    equal(payload.new(12):transcode(formats.STRING):data(), "12")
    equal(payload.new(errors.new("m")):transcode(formats.STRING):data(), "m")
    equal(payload.new("text", formats.BYTES):get_format(), formats.BYTES)
    fails("a table is no text", payload.new({}):transcode(formats.STRING))
    fails("a nil is no text", payload.new(nil):transcode(formats.BYTES))
end

function test.unknown_formats()
    fails("no way from format lua/any to yaml/plain", payload.new(1):transcode(formats.YAML))
    fails("no way from format json/plain to golang/any", payload.new("1", formats.JSON):transcode(formats.GOLANG))
    fails("no way from format lua/any to nonsense", payload.new(1):transcode("nonsense"))
    fails("no way from format lua/any to ", payload.new(1):transcode(""))
    fails("no way from format lua/any to yaml/plain", payload.new(1, formats.YAML))
    raises("string expected, got nil", payload.new(1).transcode, payload.new(1))
    raises("payload expected", payload.new(1).data, {})
end

function test.sent_payloads_keep_their_values()
    equal(echo(payload.new({ 1, { x = "y" } })), { 1, { x = "y" } })
    equal(echo(payload.new("text"):transcode(formats.STRING)), "text")
    equal(echo(payload.new({ a = 1 }):transcode(formats.JSON)), { a = 1 })
    equal(echo(payload.new("[1]", formats.JSON)), { 1 })
    equal(echo({ payload.new(1), { payload.new("in") } }), { 1, { "in" } })
end

function test.received_payloads_are_not_sent_on()
    process.send(process.pid(), "own", "value")
    local received = process.inbox():receive():payload()
    equal(received:data(), "value")
    equal(received:transcode(formats.JSON):data(), '"value"')
    process.send(process.pid(), "own", received, received:transcode(formats.JSON), received:data())
    local list = process.inbox():receive():payload()
    equal(list[1]:data(), nil)
    equal(list[2]:data(), nil)
    equal(list[3]:data(), "value")
end

return test
