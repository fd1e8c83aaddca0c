-- Slots, the bookings that hold their places, and the wishes for earlier ones. All of it belongs to the area of the slot.

local function slotKey(id) return base .. ':slot:' .. id end
local function bookingKey(id) return base .. ':booking:' .. id end

local function keepSlot(slot)
  write(slotKey(slot.id), slot)
  redis.call('ZADD', base .. ':slots', slot.starts, slot.id)
end

-- The slot whose place a booking holds; false when it holds none.
local function heldSlot(booking)
  local kept = redis.call('HMGET', bookingKey(booking), 'status', 'slot')
  return kept[1] == 'booked' and kept[2]
end

-- Whether every place can be had: nothing is written yet.
local function canChange(diary)
  local back, more = {}, {}
  for _, each in ipairs(diary.release) do
    local slot = heldSlot(each.booking)
    if not slot or back[each.booking] then return false end
    back[each.booking] = true
    more[slot] = (more[slot] or 0) - 1
  end
  for _, each in ipairs(diary.book) do more[each.slot.id] = (more[each.slot.id] or 0) + 1 end
  for _, each in ipairs(diary.book) do
    local kept = redis.call('HMGET', slotKey(each.slot.id), 'taken', 'capacity', 'cancelled')
    if text(kept[3]) then return false end
    local capacity = tonumber(kept[2] or each.slot.capacity)
    if tonumber(kept[1] or '0') + more[each.slot.id] > capacity then return false end
  end
  return true
end

local function isBookingTaken(diary)
  for _, each in ipairs(diary.book) do
    if redis.call('EXISTS', bookingKey(each.fields.id)) == 1 then return true end
    if redis.call('HEXISTS', base .. ':booking-references', each.fields.reference) == 1 then return true end
  end
  return false
end

local function release(booking, status)
  local slot = heldSlot(booking)
  if not slot then return end
  redis.call('HSET', bookingKey(booking), 'status', status)
  redis.call('HINCRBY', slotKey(slot), 'taken', -1)
end

local function unwish(owner, offer)
  redis.call('ZREM', base .. ':wishes:' .. offer, owner)
  redis.call('HDEL', base .. ':wishes-before:' .. offer, owner)
  redis.call('SREM', conversation(owner) .. ':w', offer)
end

-- A wish keeps its place when it is made anew.
local function wish(owner, each, at)
  redis.call('ZADD', base .. ':wishes:' .. each.offer, 'NX', at, owner)
  redis.call('HSET', base .. ':wishes-before:' .. each.offer, owner, each.before)
  redis.call('SADD', conversation(owner) .. ':w', each.offer)
end

local function changeDiary(owner, diary, at)
  for _, offer in ipairs(diary.unwish) do unwish(owner, offer) end
  for _, each in ipairs(diary.wish) do wish(owner, each, at) end
  for _, each in ipairs(diary.release) do release(each.booking, each.status) end
  for _, each in ipairs(diary.book) do
    if redis.call('EXISTS', slotKey(each.slot.id)) == 0 then keepSlot(each.slot) end
    redis.call('HINCRBY', slotKey(each.slot.id), 'taken', 1)
    local id = each.fields.id
    write(bookingKey(id), each.fields)
    redis.call('HSET', bookingKey(id), 'position', redis.call('INCR', base .. ':position'))
    redis.call('ZADD', base .. ':bookings', each.slot.starts, id)
    redis.call('HSET', base .. ':booking-references', each.fields.reference, id)
    redis.call('SADD', conversation(owner) .. ':b', id)
  end
end

-- Removes all bookings of a conversation in this area, gives back the places that they hold, and its wishes.
local function clearDiary(owner)
  local key = conversation(owner)
  for _, booking in ipairs(redis.call('SMEMBERS', key .. ':b')) do
    release(booking, 'given-up')
    redis.call('HDEL', base .. ':booking-references', redis.call('HGET', bookingKey(booking), 'reference'))
    redis.call('DEL', bookingKey(booking))
    redis.call('ZREM', base .. ':bookings', booking)
  end
  for _, offer in ipairs(redis.call('SMEMBERS', key .. ':w')) do unwish(owner, offer) end
  redis.call('DEL', key .. ':b')
end

-- Whether the conversation has a place at a time that ends at or after another; milliseconds since 1970.
local function hasPlaceAfter(owner, time)
  for _, booking in ipairs(redis.call('SMEMBERS', conversation(owner) .. ':b')) do
    local slot = heldSlot(booking)
    if slot and tonumber(redis.call('HGET', slotKey(slot), 'ends')) >= tonumber(time) then return true end
  end
  return false
end
