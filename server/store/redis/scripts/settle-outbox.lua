-- Records what became of a lent item. ARGV: item, worker, outcome, due, reason, unknown, provider id.
local id, worker, outcome, due, reason, unknown, provider = unpack(ARGV)
local key = itemKey(id)
local item = redis.call('HMGET', key, 'worker', 'state', 'lane', 'position', 'conversation', 'receiver')
if item[1] ~= worker or item[2] ~= 'leased' then return false end
local lane, position = item[3], item[4]
redis.call('HDEL', key, 'worker', 'leasedUntil', 'reason')
if reason ~= '' then redis.call('HSET', key, 'reason', reason) end
if outcome == 'retry' then
  redis.call('HSET', key, 'state', 'waiting', 'due', due, 'unknown', unknown)
  setReady(id, position, item[6], due)
  redis.call('ZADD', base .. ':due', due, id)
else
  redis.call('HSET', key, 'state', outcome)
  if provider ~= '' then redis.call('HSET', key, 'provider', provider) end
  unqueue(id, lane, position)
  if outcome == 'parked' then redis.call('ZADD', base .. ':parked', position, id) end
  promote(lane)
end
return item[5]
