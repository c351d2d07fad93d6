-- NUL, broken UTF-8 and what a terminal obeys, in every text that is shown:
-- logs, topics, payloads, keys, names, errors.
--: ends failed x
local bad = {
    "\0", "\255\254", "\27]0;title\7", "\27]52;c;aGk=\7", "\27[?1049h", "\27[6n", "\27[c", "\27P$q\27\\", "\27_G\27\\", "\155[2J", "\194\155[2J",
    "\226\128\174", "\226\128\168", "\r\n\t\8\127", "\27", "\27[", "\27[31", "a\rb", "\194", "\240\159\145",
}
return { main = function(witness)
    local log = require("logger")
    for _, b in ipairs(bad) do
        log:info(b, { [b] = b, t = { b, [b] = { b } } })
        log:named(b):error(b)
        print(b, { b })
        io.print(b)
        process.send(process.pid(), b, b, { [b] = b })
        process.registry.register(b)
        process.send(b, b, b)
        process.send("{" .. b .. "|0x00001}", b, b)
        process.spawn(b, "app:processes", b)
        process.spawn("app:idle", b, b)
        pcall(error, b)
        channel.new(0, b)
        coroutine.spawn(function() error(b == bad[1] and "x" .. b or nil) end)
        process.cancel(witness .. b, b)
    end
    error("x" .. table.concat(bad), 0)
end }
