-- Lends what is ready. ARGV: worker, now, milliseconds, how many.
local worker, now, lease, limit = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local till = string.format('%.0f', tonumber(now) + tonumber(lease))
local claimed = {}
for i, member in ipairs(redis.call('ZRANGEBYSCORE', base .. ':ready', '-inf', now, 'LIMIT', 0, limit)) do
  local id = string.sub(member, 18)
  local key = itemKey(id)
  local before = redis.call('HMGET', key, 'state', 'first')
  -- An item that is still lent when it is ready again was begun, and nobody knows how it ended.
  if before[1] == 'leased' then redis.call('HSET', key, 'unknown', '1') end
  if not before[2] then redis.call('HSET', key, 'first', now) end
  redis.call('HSET', key, 'state', 'leased', 'worker', worker, 'leasedUntil', till)
  redis.call('HINCRBY', key, 'attempts', 1)
  redis.call('ZADD', base .. ':ready', till, member)
  claimed[i] = redis.call('HGETALL', key)
end
return claimed
