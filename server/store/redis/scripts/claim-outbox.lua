-- Lends what is ready, and what seems to be only after `far`. ARGV: worker, now, milliseconds, far, shares as JSON.
local worker, now, lease, far = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local till = string.format('%.0f', tonumber(now) + tonumber(lease))
local claimed = {}

local function isLent(state, leasedUntil)
  return state == 'leased' and tonumber(leasedUntil) > tonumber(now) and tonumber(leasedUntil) <= tonumber(far)
end

for receiver, share in pairs(cjson.decode(ARGV[5])) do
  for _, member in ipairs(claimable(receiver, now, far, share)) do
    local id = string.sub(member, 18)
    local key = itemKey(id)
    local before = redis.call('HMGET', key, 'state', 'first', 'position', 'receiver', 'leasedUntil')
    if not unfinished(before[1]) then
      -- An instance of an earlier program has sent or removed the item, and knows no list but its own.
      redis.call('ZREM', readyList(receiver), member)
    elseif isLent(before[1], before[5]) then
      -- Such an instance has lent it, or put what is lent into its own list as well.
      setReady(id, before[3], before[4], before[5])
    else
      -- An item that is still lent when it is ready again was begun, and nobody knows how it ended.
      if before[1] == 'leased' then redis.call('HSET', key, 'unknown', '1') end
      if not before[2] then redis.call('HSET', key, 'first', now) end
      redis.call('HSET', key, 'state', 'leased', 'worker', worker, 'leasedUntil', till)
      redis.call('HINCRBY', key, 'attempts', 1)
      setReady(id, before[3], before[4], till)
      table.insert(claimed, redis.call('HGETALL', key))
    end
  end
end
return claimed
