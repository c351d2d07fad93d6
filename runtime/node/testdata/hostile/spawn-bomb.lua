-- Processes have a bound, all together. Who makes too many gets an error.
--: limits processes=60
--: ends returned
--: tells processes 60
--: logs processes limit exceeded: there are 60
return { main = function()
    local err
    for _ = 1, 1000 do
        local _, problem = process.spawn("app:idle", "app:processes")
        err = err or problem
    end
    require("logger"):info(tostring(err))
    return tostring(err and err:kind())
end }
