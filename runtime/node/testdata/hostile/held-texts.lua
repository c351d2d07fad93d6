-- Texts that are each within their bound, and all together are not; a part of a
-- text does not hold the whole.
--: limits memory=20000000
--: ends failed memory limit exceeded
--: tells memory 20000000
--: logs parts are parts
return { main = function()
    local parts, texts = {}, {}
    for i = 1, 100 do parts[i] = string.rep("x", 1e6):sub(1, 5) .. string.match(string.rep("y", 1e6), "y") end
    require("logger"):info("parts are parts")
    for i = 1, 100 do texts[i] = string.rep("x", 1e6) end
end }
