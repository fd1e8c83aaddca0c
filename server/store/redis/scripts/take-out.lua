-- Takes a conversation out of its area, to be moved to another. All of it stays in one key until it has arrived.
-- ARGV: conversation, version, time, what names the move as JSON.
local id, at = ARGV[1], ARGV[3]
if redis.call('HGET', conversation(id), 'version') ~= ARGV[2] then return false end
local bundle = cjson.encode(bundleOf(id))
redis.call('HSET', base .. ':moving:' .. id, 'bundle', bundle, 'move', ARGV[4])
redis.call('ZADD', base .. ':moving', at, id)
drop(id)
return bundle
