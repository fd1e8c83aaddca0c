-- Forgets a record if its version is as expected. ARGV: kind, id, version. Returns 1 when it did.
local records, versions = base .. ':records:' .. ARGV[1], base .. ':record-versions:' .. ARGV[1]
if redis.call('HGET', versions, ARGV[2]) ~= ARGV[3] then return 0 end
redis.call('HDEL', records, ARGV[2])
redis.call('HDEL', versions, ARGV[2])
return 1
