-- A mailbox has a bound. Messages beyond it reach nobody, and who sends them
-- gets an error.
--: limits mailbox=100
--: ends returned
--: tells mailbox 100
--: logs false mailbox limit exceeded: 100 messages wait LimitExceeded
return { main = function()
    local idle = process.spawn("app:idle", "app:processes")
    local problem
    for i = 1, 5000 do
        local _, err = process.send(idle, "bomb", { i })
        problem = problem or err
    end
    require("logger"):info(tostring(process.send(idle, "bomb") == true) .. " " .. tostring(problem) .. " " .. tostring(problem:kind()))
end }
