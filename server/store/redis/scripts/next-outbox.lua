-- When something can be claimed first. ARGV: receivers as JSON.
local first = nil
for _, receiver in ipairs(cjson.decode(ARGV[1])) do
  local time = redis.call('ZRANGE', readyList(receiver), 0, 0, 'WITHSCORES')[2]
  if time and (not first or tonumber(time) < tonumber(first)) then first = time end
end
return first or false
