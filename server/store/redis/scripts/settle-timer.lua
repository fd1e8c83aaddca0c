-- Clears a timer that is lent to the worker, or lends it again from a time. ARGV: timer, worker, time or nothing.
local id, worker, ready = ARGV[1], ARGV[2], ARGV[3]
local key = timerKey(id)
if redis.call('HGET', key, 'worker') ~= worker then return 0 end
if ready == '' then
  clearTimer(id)
else
  redis.call('HDEL', key, 'worker')
  redis.call('HSET', key, 'ready', ready)
  redis.call('ZADD', base .. ':timers', ready, id)
end
return 1
