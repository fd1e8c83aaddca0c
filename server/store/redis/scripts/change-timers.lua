-- ARGV: {set, clear} as JSON.
local change = cjson.decode(ARGV[1])
for _, id in ipairs(change.cleared) do clearTimer(id) end
for _, timer in ipairs(change.timers) do setTimer(timer.fields, timer.keep) end
return 1
