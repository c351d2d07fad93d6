-- The same, where turns are bounded: then it ends.
--: limits turns=50
--: ends failed turns limit exceeded: it computed for 50 turns and never waited
--: tells turns 50
return { main = function() while true do end end }
