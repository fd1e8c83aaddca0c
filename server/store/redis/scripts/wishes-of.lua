-- What a conversation wishes for in this area. ARGV: conversation.
local found = {}
for i, offer in ipairs(redis.call('SMEMBERS', conversation(ARGV[1]) .. ':w')) do
  local since = redis.call('ZSCORE', base .. ':wishes:' .. offer, ARGV[1])
  found[i] = { offer, since, redis.call('HGET', base .. ':wishes-before:' .. offer, ARGV[1]) }
end
return found
