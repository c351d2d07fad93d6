
-- What closures share with the functions around them, where a jump leaves a
-- block. "goto continue" is how plain Lua continues a loop.

local function counter(n) return function() n = n + 1 return n end end

-- overwrite uses the registers that locals of others were in.
local function overwrite() local a, b, c, d, e, f = 7, 7, 7, 7, 7, 7 return a + b + c + d + e + f end

function test.a_goto_leaves_the_variables_of_the_function_shared()
    local x = 1
    local function get() return x end
    for i = 1, 2 do
        if i == 1 then goto continue end
        x = 2
        ::continue::
    end
    equal(get(), 2)
    x = 3
    equal(get(), 3)
end

function test.a_goto_that_is_not_taken_changes_nothing()
    local x = 1
    local function set(v) x = v end
    if x == 2 then goto done end
    set(5)
    equal(x, 5)
    ::done::
    set(6)
    equal(x, 6)
end

function test.each_round_has_its_own_variable()
    local kept = {}
    for i = 1, 4 do
        local own = i * 10
        kept[i] = function() own = own + 1 return own end
        if i % 2 == 0 then goto continue end
        own = own + 5
        ::continue::
    end
    overwrite()
    equal({ kept[1](), kept[2](), kept[3](), kept[4]() }, { 16, 21, 36, 41 })
    equal({ kept[1](), kept[2]() }, { 17, 22 })
end

function test.a_break_out_of_a_block_keeps_what_a_closure_holds()
    local kept
    for i = 1, 3 do
        if i == 2 then
            local own = i * 10
            kept = function() own = own + 1 return own end
            break
        end
    end
    local a, b, c, d, e, f, g = 7, 7, 7, 7, 7, 7, 7
    equal(kept(), 21)
    equal(kept(), 22)
    equal(a + b + c + d + e + f + g, 49)
end

function test.break_in_every_kind_of_loop()
    local kept = {}
    local function keep(v) kept[#kept + 1] = function() v = v + 1 return v end end
    local n = 0
    while true do
        n = n + 1
        do local own = n keep(own) kept[1] = function() own = own + 1 return own end if own == 2 then break end end
    end
    repeat
        do local own = 30 kept[2] = function() own = own + 1 return own end break end
    until true
    for _, v in ipairs({ 40 }) do
        if v then local own = v kept[3] = function() own = own + 1 return own end break end
    end
    for v = 50, 60 do
        do do local own = v kept[4] = function() own = own + 1 return own end break end end
    end
    local a, b, c, d, e, f, g = 7, 7, 7, 7, 7, 7, 7
    equal({ kept[1](), kept[2](), kept[3](), kept[4]() }, { 3, 31, 41, 51 })
    equal(a + b + c + d + e + f + g, 49)
end

function test.an_inner_break_leaves_the_outer_loop_alone()
    local seen, kept = "", {}
    for i = 1, 3 do
        local outer = i
        kept[i] = function() outer = outer + 10 return outer end
        for k = 1, 3 do
            local inner = k
            kept[i + 3] = function() inner = inner + 10 return inner end
            if k == i then break end
            seen = seen .. i .. k .. " "
        end
        outer = outer + 1
    end
    equal(seen, "21 31 32 ")
    equal({ kept[1](), kept[2](), kept[3]() }, { 12, 13, 14 })
    equal({ kept[4](), kept[5](), kept[6]() }, { 11, 12, 13 })
end

function test.back_and_forth()
    local kept, n = {}, 0
    ::again::
    local own = n
    kept[n] = function() own = own + 1 return own end
    n = n + 1
    if n < 3 then goto again end
    goto skip
    do equal("this", "never runs") end
    ::skip::
    equal({ kept[0](), kept[1](), kept[2]() }, { 1, 2, 3 })
    own = 7
    equal(kept[2](), 8)
end

function test.out_of_many_blocks_at_once()
    local kept = {}
    local outer = 1
    kept.outer = function() return outer end
    for i = 1, 3 do
        for k = 1, 3 do
            local inner = i * 10 + k
            kept[#kept + 1] = function() return inner end
            if inner == 22 then goto out end
        end
    end
    ::out::
    outer = 2
    local a, b, c, d, e, f, g, h = 7, 7, 7, 7, 7, 7, 7, 7
    equal(kept.outer(), 2)
    equal(#kept, 5)
    equal({ kept[1](), kept[4](), kept[5]() }, { 11, 21, 22 })
    equal(a + b + c + d + e + f + g + h, 56)
end

function test.parameters_and_self_stay_shared()
    local object = {}
    function object:method(a, ...)
        local function get() return self, a end
        for i = 1, 2 do
            if i == 1 then goto continue end
            a = a + select("#", ...)
            ::continue::
        end
        return get()
    end
    local self, a = object:method(1, 2, 3)
    equal(self, object)
    equal(a, 3)
end

function test.upvalues_of_upvalues()
    local x = 1
    local function outer()
        local function inner() x = x + 1 return x end
        for i = 1, 3 do
            if i == 2 then goto continue end
            inner()
            if i == 3 then break end
            ::continue::
        end
        return inner
    end
    local inner = outer()
    equal(x, 3)
    equal(inner(), 4)
    equal(x, 4)
end

return test
