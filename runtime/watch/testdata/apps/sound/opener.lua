local function main()
    return (process.spawn("app:server", "app:processes"))
end

return { main = main }
