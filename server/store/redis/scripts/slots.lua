-- Slots that start in a time. ARGV: from, up to, both milliseconds since 1970, the second left out.
local found = {}
for i, id in ipairs(redis.call('ZRANGEBYSCORE', base .. ':slots', ARGV[1], '(' .. ARGV[2])) do
  found[i] = redis.call('HGETALL', slotKey(id))
end
return found
