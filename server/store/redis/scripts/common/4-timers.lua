-- Timers. Those whose wait or lease counts from a time stand by it in :timers-since as well.

local function clearTimer(id)
  local owner = redis.call('HGET', timerKey(id), 'conversation')
  if text(owner) then redis.call('SREM', conversation(owner) .. ':t', id) end
  redis.call('DEL', timerKey(id))
  redis.call('ZREM', base .. ':timers', id)
  redis.call('ZREM', base .. ':timers-since', id)
end

local function setTimer(timer, keep)
  if keep and redis.call('EXISTS', timerKey(timer.id)) == 1 then return end
  clearTimer(timer.id)
  write(timerKey(timer.id), timer)
  redis.call('ZADD', base .. ':timers', timer.ready, timer.id)
  if text(timer.since) then redis.call('ZADD', base .. ':timers-since', timer.since, timer.id) end
  if text(timer.conversation) then redis.call('SADD', conversation(timer.conversation) .. ':t', timer.id) end
end
