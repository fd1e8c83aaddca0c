-- How a message has arrived, by its provider's id. ARGV: status, error code, time, seconds to keep one that nobody knows,
-- then every status that may come before it. Returns the conversation when something of it has moved.
local status, code, at, keep = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local before = redis.call('HGET', KEYS[1], 'status')
local forward = not before
for i = 5, #ARGV do
  if before == ARGV[i] then forward = true end
end
if not forward then return false end
redis.call('HSET', KEYS[1], 'status', status, 'code', code, 'at', at)
local owner = redis.call('HGET', KEYS[1], 'conversation')
if not owner then redis.call('EXPIRE', KEYS[1], keep) end
return owner
