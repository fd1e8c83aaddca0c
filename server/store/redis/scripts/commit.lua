-- Writes all that a turn caused, or says why it must not. ARGV: the change as JSON (see turn-change.ts).
local change = cjson.decode(ARGV[1])
local id = change.id
local key = conversation(id)

local function refusedBy(guard)
  if not text(guard) then return nil end
  if text(guard.timer) and redis.call('HGET', timerKey(guard.timer.id), 'worker') ~= guard.timer.worker then
    return 'timer'
  end
  if text(guard.room) and redis.call('ZCARD', base .. ':held:' .. guard.room.adviser) >= guard.room.most then
    return 'room'
  end
  for _, item in ipairs(text(guard.unsent) and guard.unsent or {}) do
    if redis.call('HGET', itemKey(item), 'attempts') ~= '0' then return 'unsent' end
  end
  return nil
end

-- Whether the turn may say something of a referral: it is this conversation's, or made with this turn.
local function isOwn(reference)
  for i = 2, #change.referrals, 3 do
    if change.referrals[i] == reference then return true end
  end
  return redis.call('SISMEMBER', key .. ':refs', reference) == 1
end

local function isTaken()
  for _, item in ipairs(change.items) do
    if redis.call('EXISTS', itemKey(item.id)) == 1 then return true end
  end
  for i = 1, #change.referrals, 3 do
    if redis.call('HEXISTS', base .. ':referrals', change.referrals[i]) == 1 then return true end
  end
  for _, reference in ipairs(change.speaksOf) do
    if not isOwn(reference) then return true end
  end
  return text(change.diary) and isBookingTaken(change.diary)
end

-- Removes what was not sent, and the words of what was: that it went, and how it arrived, is kept.
local function eraseItems()
  local lanes = {}
  for _, item in ipairs(redis.call('ZRANGE', key .. ':o', 0, -1)) do
    local kept = redis.call('HMGET', itemKey(item), 'state', 'lane', 'position', 'wordless')
    if kept[1] == 'sent' then
      redis.call('HSET', itemKey(item), 'payload', kept[4])
    else
      unqueue(item, kept[2], kept[3])
      redis.call('DEL', itemKey(item))
      redis.call('ZREM', key .. ':o', item)
      lanes[kept[2]] = true
    end
  end
  for lane in pairs(lanes) do promote(lane) end
end

local function erase()
  eraseItems()
  for _, timer in ipairs(redis.call('SMEMBERS', key .. ':t')) do clearTimer(timer) end
  clearDiary(id)
  redis.call('DEL', key .. ':j', key .. ':p')
  redis.call('HDEL', key, 'desk', 'row', 'rowStatus', 'rowHolder', 'rowScore', 'rowChanged')
end

local function commit()
  local seen = text(change.message) and redis.call('HGET', key .. ':seen', change.message)
  if seen then
    -- Written again, so that whoever is told waits for the replicas as the first one does.
    redis.call('HSET', key .. ':seen', change.message, seen)
    return { 'duplicate', seen }
  end
  local version = tonumber(redis.call('HGET', key, 'version') or '0')
  if version == 0 and change.expected > 0 then return { 'absent' } end
  if version ~= change.expected then return { 'conflict' } end
  if text(change.fields.address) and not change.addressClaimed
    and redis.call('HGET', key, 'address') ~= change.fields.address then return { 'address' } end
  local refused = refusedBy(change.guard)
  if refused then return { 'refused', refused } end
  if text(change.diary) and not canChange(change.diary) then return { 'refused', 'place' } end
  if isTaken() then return { 'taken' } end

  local first = tonumber(redis.call('HGET', key, 'lastSeq') or '0') + 1
  local last = first - 1 + #change.journal
  unlist(id, rowOf(id))
  if change.erase then erase() end
  redis.call('HSETNX', key, 'created', change.created)
  redis.call('HSET', key, 'version', version + 1, 'lastSeq', last)
  for _, field in ipairs(change.absent) do redis.call('HDEL', key, field) end
  write(key, change.fields)
  enlist(id)
  redis.call('ZADD', base .. ':updated', change.fields.updated, id)
  if text(change.message) then redis.call('HSET', key .. ':seen', change.message, first + change.said) end
  for _, entry in ipairs(change.journal) do redis.call('RPUSH', key .. ':j', entry) end
  for _, item in ipairs(change.items) do addItem(id, item) end
  for i = 1, #change.referrals, 3 do
    addReferral(id, change.referrals[i], change.referrals[i + 1], change.referrals[i + 2])
  end
  for _, standing in ipairs(change.standings) do putStanding(standing) end
  for _, body in ipairs(change.assessments) do addAssessment(id, body) end
  for _, timer in ipairs(change.cleared) do clearTimer(timer) end
  for _, timer in ipairs(change.timers) do setTimer(timer.fields, timer.keep) end
  if text(change.diary) then changeDiary(id, change.diary, change.fields.updated) end
  addAudit(change.audit)
  for _, person in ipairs(change.people) do redis.call('SADD', key .. ':p', person) end
  return { 'committed', version + 1, first, last }
end

-- Whoever gave up waiting for this turn to begin, or to move the conversation here, has left a mark against it.
if redis.call('EXISTS', base .. ':void:' .. change.attempt) == 1 then return { 'conflict' } end
if not text(change.bundle) then return commit() end
if redis.call('EXISTS', key) == 1 then return { 'conflict' } end
unpackBundle(id, cjson.decode(change.bundle))
local result = commit()
if result[1] ~= 'committed' then drop(id) end
return result
