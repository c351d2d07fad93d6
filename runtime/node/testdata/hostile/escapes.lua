-- It tries to get out: to files, programs, the network, the environment, to code
-- made from text, and into other processes.
--: ends returned
--: logs all held
return { main = function()
    local held, open = 0, {}
    local function absent(what, v) if v == nil then held = held + 1 else open[#open + 1] = what end end
    local function fails(what, f, ...)
        if pcall(f, ...) then open[#open + 1] = what else held = held + 1 end
    end
    for _, name in ipairs{ "debug", "load", "loadstring", "loadfile", "dofile", "getfenv", "setfenv", "newproxy", "module", "collectgarbage", "arg" } do
        absent(name, _G[name])
        fails("require " .. name, require, name)
    end
    for _, name in ipairs{ "execute", "exit", "getenv", "remove", "rename", "tmpname", "setlocale" } do absent("os." .. name, os[name]) end
    for _, name in ipairs{ "open", "popen", "lines", "input", "output", "tmpfile", "close", "stdin", "stdout" } do
        absent("io." .. name, require("io")[name])
    end
    for _, name in ipairs{ "loaders", "searchers", "preload", "seeall" } do absent("package." .. name, package[name]) end
    for _, path in ipairs{ "/etc/passwd", "./cli", "../cli", "app:cli", "app/cli", "cli.lua", "socket", "ffi", "http", "sql", "exec", "fs" } do
        fails("require " .. path, require, path)
    end
    fails("string.dump", string.dump, print)
    fails("bytecode", function() return require("\27LuaQ") end)
    local env = require("env")
    for _, name in ipairs{ "HOME", "PATH", "app:HOME", "USER" } do absent("env " .. name, (env.get(name))) end
    fails("the metatable of texts", function() getmetatable("").__index.upper = print end)
    fails("the table of methods", function() rawset(getmetatable("").__index, "upper", print) end)
    fails("setmetatable of a text", setmetatable, "", {})
    fails("the loaded modules", function() package.loaded.string.upper = print end)
    absent("a path of modules", (package.path .. package.cpath):match("."))
    absent("what loadlib loads", (package.loadlib("/lib/x86_64-linux-gnu/libc.so.6", "*"):gsub("^cannot load module .* loadlib disabled$", "")):match("."))
    absent("the globals of the witness", shared)
    -- Nothing that a handle or a value shows leads to what is behind it.
    for _, v in ipairs{ process.inbox(), errors.new("x"), require("logger"), require("time").now(), channel.new() } do
        fails("a field of " .. type(v), function() v.value = 1 end)
        if type(getmetatable(v)) == "table" then open[#open + 1] = "metatable of " .. tostring(v) else held = held + 1 end
    end
    require("logger"):info(#open == 0 and "all held" or table.concat(open, ", "))
end }
