local function main()
    process.spawn("app:worker", "app:processes")
    return 0
end

return { main = main }
