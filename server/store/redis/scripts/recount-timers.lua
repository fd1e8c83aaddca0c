-- Begins waits and leases anew that count from a time to come: the clock has been put back. ARGV: now, from when on a time is to come.
local now = ARGV[1]
for _, id in ipairs(redis.call('ZRANGEBYSCORE', base .. ':timers-since', '(' .. ARGV[2], '+inf')) do
  local key = timerKey(id)
  local timer = redis.call('HMGET', key, 'ready', 'since')
  if timer[1] and timer[2] then
    local wait = math.max(0, tonumber(timer[1]) - tonumber(timer[2]))
    local ready = string.format('%.0f', tonumber(now) + wait)
    redis.call('HSET', key, 'ready', ready, 'since', now)
    redis.call('ZADD', base .. ':timers', ready, id)
    redis.call('ZADD', base .. ':timers-since', now, id)
  else
    -- An instance of an earlier program has cleared it, or set it again, and does not know this list.
    redis.call('ZREM', base .. ':timers-since', id)
  end
end
return 1
