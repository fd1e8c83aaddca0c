-- Bookings, each with its slot. ARGV: 'time', from and up to; 'conversation' and its id; or 'booking' and its id.
local ids = {}
if ARGV[1] == 'time' then ids = redis.call('ZRANGEBYSCORE', base .. ':bookings', ARGV[2], '(' .. ARGV[3]) end
if ARGV[1] == 'conversation' then ids = redis.call('SMEMBERS', conversation(ARGV[2]) .. ':b') end
if ARGV[1] == 'booking' and redis.call('EXISTS', bookingKey(ARGV[2])) == 1 then ids = { ARGV[2] } end
local found = {}
for i, id in ipairs(ids) do
  local slot = redis.call('HGET', bookingKey(id), 'slot')
  found[i] = { redis.call('HGETALL', bookingKey(id)), redis.call('HGETALL', slotKey(slot)) }
end
return found
