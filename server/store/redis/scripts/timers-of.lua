-- The timers of a conversation. ARGV: conversation.
local found = {}
for i, id in ipairs(redis.call('SMEMBERS', conversation(ARGV[1]) .. ':t')) do
  found[i] = redis.call('HGETALL', timerKey(id))
end
return found
