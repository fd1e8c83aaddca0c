-- The outbox. Only the oldest unfinished item of a lane stands in the list of its receiver. Items of an earlier program name
-- no receiver; they stand in the one list that there was, where an instance of that program may put others as well.
local receivers = { 'phone', 'connector', 'email', 'endpoint', 'earlier' }

local function readyList(receiver)
  if not text(receiver) or receiver == 'earlier' then return base .. ':ready' end
  return base .. ':ready:' .. receiver
end

local function readyMember(id, position) return string.format('%016d:', position) .. id end

local function setReady(id, position, receiver, at)
  local member = readyMember(id, position)
  if text(receiver) then redis.call('ZREM', base .. ':ready', member) end
  redis.call('ZADD', readyList(receiver), at, member)
end

-- The members of a receiver's list that can be lent: ready by now, or by a clock that has been put back since.
local function claimable(receiver, now, far, share)
  if share == 0 then return {} end
  local list = readyList(receiver)
  local ready = redis.call('ZRANGEBYSCORE', list, '-inf', now, 'LIMIT', 0, share)
  if #ready == share then return ready end
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', list, '(' .. far, '+inf', 'LIMIT', 0, share - #ready)) do
    table.insert(ready, member)
  end
  return ready
end

local function unfinished(state) return state == 'waiting' or state == 'leased' end

local function promote(lane)
  local head = redis.call('ZRANGE', base .. ':lane:' .. lane, 0, 0)[1]
  if not head then return end
  local item = redis.call('HMGET', itemKey(head), 'position', 'due', 'receiver')
  local member = readyMember(head, item[1])
  local stands = redis.call('ZSCORE', readyList(item[3]), member) or redis.call('ZSCORE', base .. ':ready', member)
  if not stands then setReady(head, item[1], item[3], item[2]) end
end

-- Takes an item out of the lists of what is to be done.
local function unqueue(id, lane, position)
  redis.call('ZREM', base .. ':lane:' .. lane, id)
  local member = readyMember(id, position)
  redis.call('ZREM', base .. ':ready', member)
  redis.call('ZREM', readyList(redis.call('HGET', itemKey(id), 'receiver')), member)
  redis.call('ZREM', base .. ':due', id)
  redis.call('ZREM', base .. ':parked', id)
end

-- Puts a written item where its state says. An item that is lent is ready again when its lease runs out.
local function queue(id)
  local item = redis.call('HMGET', itemKey(id), 'lane', 'position', 'state', 'due', 'leasedUntil', 'receiver')
  local lane, position, state, due, leasedUntil = item[1], item[2], item[3], item[4], item[5]
  if state == 'parked' then redis.call('ZADD', base .. ':parked', position, id) end
  if not unfinished(state) then return end
  redis.call('ZADD', base .. ':due', due, id)
  redis.call('ZADD', base .. ':lane:' .. lane, position, id)
  if state == 'leased' then setReady(id, position, item[6], leasedUntil) end
  promote(lane)
end

local function addItem(owner, item)
  local position = redis.call('INCR', base .. ':position')
  item.position = position
  write(itemKey(item.id), item)
  redis.call('ZADD', conversation(owner) .. ':o', position, item.id)
  queue(item.id)
end
