-- It computes and never waits. Others have their turns all the same, and after
-- some seconds a fact tells of it.
--: stays
--: tells turns 10000
return { main = function() while true do end end }
