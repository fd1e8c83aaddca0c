-- Timers by their ids. ARGV: ids as JSON.
local found = {}
for _, id in ipairs(cjson.decode(ARGV[1])) do
  if redis.call('EXISTS', timerKey(id)) == 1 then table.insert(found, redis.call('HGETALL', timerKey(id))) end
end
return found
