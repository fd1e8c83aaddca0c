-- Items of the outbox, by the list that they stand in. ARGV: list, place of the last one.
local found = {}
for i, id in ipairs(redis.call('ZRANGE', base .. ARGV[1], 0, ARGV[2])) do
  found[i] = redis.call('HGETALL', itemKey(id))
end
return found
