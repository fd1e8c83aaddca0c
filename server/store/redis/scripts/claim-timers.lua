-- Lends what is due. ARGV: worker, now, milliseconds, how many.
local worker, now, lease, limit = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local till = string.format('%.0f', tonumber(now) + tonumber(lease))
local claimed = {}
for i, id in ipairs(redis.call('ZRANGEBYSCORE', base .. ':timers', '-inf', now, 'LIMIT', 0, limit)) do
  local key = timerKey(id)
  redis.call('HSET', key, 'worker', worker, 'ready', till, 'since', now)
  redis.call('HINCRBY', key, 'attempts', 1)
  redis.call('ZADD', base .. ':timers', till, id)
  redis.call('ZADD', base .. ':timers-since', now, id)
  claimed[i] = redis.call('HGETALL', key)
end
return claimed
