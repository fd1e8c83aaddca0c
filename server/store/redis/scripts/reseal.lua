-- Seals one value anew, unless it was changed meanwhile. ARGV: key, kind, field or index, before, after.
local key, kind, at, before, after = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if kind == 'hash' and redis.call('HGET', key, at) == before then
  redis.call('HSET', key, at, after)
  return 1
end
if kind == 'list' and redis.call('LINDEX', key, at) == before then
  redis.call('LSET', key, at, after)
  return 1
end
if kind == 'string' and redis.call('GET', key) == before then
  redis.call('SET', key, after)
  return 1
end
return 0
