-- A chunk that makes too much while it is loaded makes no process.
--: limits memory=8000000
--: ends returned
--: logs failed to create process: failed to execute script: memory limit exceeded: the module makes too much while it is loaded
return { main = function()
    local _, err = process.spawn("app:fat", "app:processes")
    require("logger"):info(tostring(err))
end }
