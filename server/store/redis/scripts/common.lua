-- Put before every script. All keys of an area begin with KEYS[1], which holds the area's hash tag, so that a script
-- finds all that it needs in one slot. A score is milliseconds since 1970 unless it says otherwise.
local base = KEYS[1]
local text = function(value) return value ~= nil and value ~= cjson.null and value ~= false end
local conversation = function(id) return base .. ':c:' .. id end
local itemKey = function(id) return base .. ':o:' .. id end
local timerKey = function(id) return base .. ':timer:' .. id end

-- A flat reply as a table.
local function fields(key)
  local flat, map = redis.call('HGETALL', key), {}
  for i = 1, #flat, 2 do map[flat[i]] = flat[i + 1] end
  return map
end

local function write(key, map)
  for field, value in pairs(map) do redis.call('HSET', key, field, value) end
end

-- The place of a conversation in the lists of the desk, by what its hash says.

local function unlist(id, row)
  for _, list in ipairs({ ':waiting', ':held', ':closed' }) do redis.call('ZREM', base .. list, id) end
  if text(row[2]) then redis.call('ZREM', base .. ':held:' .. row[2], id) end
end

local function rowOf(id)
  return redis.call('HMGET', conversation(id), 'rowStatus', 'rowHolder', 'rowScore', 'rowChanged')
end

local function enlist(id)
  local row = rowOf(id)
  local status, holder, score = row[1], row[2], row[3]
  if not status then return end
  if status == 'closed' then redis.call('ZADD', base .. ':closed', row[4], id) end
  if status == 'waiting' or status == 'held' then redis.call('ZADD', base .. ':' .. status, score, id) end
  if text(holder) and holder ~= '' then redis.call('ZADD', base .. ':held:' .. holder, score, id) end
end

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

-- Timers.

local function clearTimer(id)
  local owner = redis.call('HGET', timerKey(id), 'conversation')
  if text(owner) then redis.call('SREM', conversation(owner) .. ':t', id) end
  redis.call('DEL', timerKey(id))
  redis.call('ZREM', base .. ':timers', id)
end

local function setTimer(timer, keep)
  if keep and redis.call('EXISTS', timerKey(timer.id)) == 1 then return end
  clearTimer(timer.id)
  write(timerKey(timer.id), timer)
  redis.call('ZADD', base .. ':timers', timer.ready, timer.id)
  if text(timer.conversation) then redis.call('SADD', conversation(timer.conversation) .. ':t', timer.id) end
end

-- Conversations.

local function drop(id)
  local key = conversation(id)
  unlist(id, rowOf(id))
  for _, item in ipairs(redis.call('ZRANGE', key .. ':o', 0, -1)) do
    local kept = redis.call('HMGET', itemKey(item), 'lane', 'position')
    unqueue(item, kept[1], kept[2])
    redis.call('DEL', itemKey(item))
    promote(kept[1])
  end
  for _, timer in ipairs(redis.call('SMEMBERS', key .. ':t')) do clearTimer(timer) end
  for i, body in ipairs(redis.call('LRANGE', key .. ':r', 0, -1)) do
    if i % 2 == 1 then redis.call('HDEL', base .. ':referrals', body) end
  end
  redis.call('DEL', key, key .. ':j', key .. ':seen', key .. ':o', key .. ':r', key .. ':t', key .. ':p')
  redis.call('ZREM', base .. ':updated', id)
end

local function bundleOf(id)
  local key = conversation(id)
  local bundle = {
    fields = fields(key), seen = fields(key .. ':seen'), items = {}, timers = {},
    journal = redis.call('LRANGE', key .. ':j', 0, -1),
    referrals = redis.call('LRANGE', key .. ':r', 0, -1),
    people = redis.call('SMEMBERS', key .. ':p'),
  }
  for i, item in ipairs(redis.call('ZRANGE', key .. ':o', 0, -1)) do bundle.items[i] = fields(itemKey(item)) end
  for i, timer in ipairs(redis.call('SMEMBERS', key .. ':t')) do bundle.timers[i] = fields(timerKey(timer)) end
  return bundle
end

local function unpackBundle(id, bundle)
  local key = conversation(id)
  write(key, bundle.fields)
  write(key .. ':seen', bundle.seen)
  for _, entry in ipairs(bundle.journal) do redis.call('RPUSH', key .. ':j', entry) end
  for i, body in ipairs(bundle.referrals) do
    redis.call('RPUSH', key .. ':r', body)
    if i % 2 == 1 then redis.call('HSET', base .. ':referrals', body, id) end
  end
  for _, person in ipairs(bundle.people) do redis.call('SADD', key .. ':p', person) end
  for _, item in ipairs(bundle.items) do addItem(id, item) end
  for _, timer in ipairs(bundle.timers) do setTimer(timer, false) end
  redis.call('ZADD', base .. ':updated', bundle.fields.updated, id)
  enlist(id)
end
