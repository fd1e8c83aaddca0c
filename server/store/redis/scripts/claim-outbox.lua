-- Lends what is ready, and what seems to be only after `far`. ARGV: worker, now, milliseconds, how many, far.
local worker, now, lease, limit, far = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]
local till = string.format('%.0f', tonumber(now) + tonumber(lease))
local claimed = {}
local ready = redis.call('ZRANGEBYSCORE', base .. ':ready', '-inf', now, 'LIMIT', 0, limit)
local late = redis.call('ZRANGEBYSCORE', base .. ':ready', '(' .. far, '+inf', 'LIMIT', 0, limit - #ready)
for _, member in ipairs(late) do table.insert(ready, member) end
for i, member in ipairs(ready) do
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
