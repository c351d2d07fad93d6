-- An endless loop in the chunk of an entry would stop everybody: it runs while
-- a process is made. So it has a bound of its own, and no process is made.
--: ends returned
--: logs failed to create process: failed to execute script: the module runs too long while it is loaded
return { main = function()
    local _, err = process.spawn("app:endless", "app:processes")
    require("logger"):info(tostring(err))
end }
