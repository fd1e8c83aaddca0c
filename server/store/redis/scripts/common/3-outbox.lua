-- The outbox. Only the oldest unfinished item of a lane stands in :ready.

local function readyMember(id, position) return string.format('%016d:%s', position, id) end

local function unfinished(state) return state == 'waiting' or state == 'leased' end

local function promote(lane)
  local head = redis.call('ZRANGE', base .. ':lane:' .. lane, 0, 0)[1]
  if not head then return end
  local item = redis.call('HMGET', itemKey(head), 'position', 'due')
  local member = readyMember(head, item[1])
  if not redis.call('ZSCORE', base .. ':ready', member) then
    redis.call('ZADD', base .. ':ready', item[2], member)
  end
end

-- Takes an item out of the lists of what is to be done.
local function unqueue(id, lane, position)
  redis.call('ZREM', base .. ':lane:' .. lane, id)
  redis.call('ZREM', base .. ':ready', readyMember(id, position))
  redis.call('ZREM', base .. ':due', id)
  redis.call('ZREM', base .. ':parked', id)
end

-- Puts a written item where its state says. An item that is lent is ready again when its lease runs out.
local function queue(id)
  local item = redis.call('HMGET', itemKey(id), 'lane', 'position', 'state', 'due', 'leasedUntil')
  local lane, position, state, due, leasedUntil = item[1], item[2], item[3], item[4], item[5]
  if state == 'parked' then redis.call('ZADD', base .. ':parked', position, id) end
  if not unfinished(state) then return end
  redis.call('ZADD', base .. ':due', due, id)
  redis.call('ZADD', base .. ':lane:' .. lane, position, id)
  if state == 'leased' then redis.call('ZADD', base .. ':ready', leasedUntil, readyMember(id, position)) end
  promote(lane)
end

local function addItem(owner, item)
  local position = redis.call('INCR', base .. ':position')
  item.position = position
  write(itemKey(item.id), item)
  redis.call('ZADD', conversation(owner) .. ':o', position, item.id)
  queue(item.id)
end
