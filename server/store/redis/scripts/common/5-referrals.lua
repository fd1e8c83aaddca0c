-- Referrals and what became of them. They stay with the conversation that they were made in; a standing or an assessment
-- is listed under the area that answers for it, those of a kind in a list of their own; earlier programs wrote no kinds.

local function count(list, entry, time)
  if entry.kinds then redis.call('SADD', base .. entry.kinds, entry.kind) end
  redis.call('ZADD', base .. list, time, entry.member)
end

local function standingKey(reference) return base .. ':standing:' .. reference end

local function unlistStanding(reference)
  local before = redis.call('HMGET', standingKey(reference), 'partyList', 'areaList', 'member')
  if text(before[1]) then redis.call('ZREM', base .. before[1], reference) end
  if before[2] then redis.call('ZREM', base .. before[2], before[3]) end
end

local function putStanding(standing)
  unlistStanding(standing.reference)
  redis.call('DEL', standingKey(standing.reference))
  write(standingKey(standing.reference), standing)
  if text(standing.partyList) then redis.call('ZADD', base .. standing.partyList, standing.changed, standing.reference) end
  count(standing.areaList, standing, standing.changed)
end

-- An assessment is its body, and where and how it is counted.
local function addAssessment(owner, body)
  local assessment = cjson.decode(body)
  redis.call('RPUSH', conversation(owner) .. ':a', body)
  count(assessment.list, assessment, assessment.at)
end

-- A referral is its id, its reference and its body, one behind the other in a list.
local function addReferral(owner, id, reference, body)
  redis.call('RPUSH', conversation(owner) .. ':r', id, reference, body)
  redis.call('HSET', base .. ':referrals', id, owner)
  redis.call('SADD', conversation(owner) .. ':refs', reference)
end

local function dropReferrals(owner)
  local key = conversation(owner)
  local list = redis.call('LRANGE', key .. ':r', 0, -1)
  for i = 1, #list, 3 do
    redis.call('HDEL', base .. ':referrals', list[i])
    unlistStanding(list[i + 1])
    redis.call('DEL', standingKey(list[i + 1]))
  end
  for _, body in ipairs(redis.call('LRANGE', key .. ':a', 0, -1)) do
    local assessment = cjson.decode(body)
    redis.call('ZREM', base .. assessment.list, assessment.member)
  end
  redis.call('DEL', key .. ':r', key .. ':refs', key .. ':a')
end

local function referralsOf(owner)
  local key = conversation(owner)
  local found = {
    list = redis.call('LRANGE', key .. ':r', 0, -1), standings = {},
    assessments = redis.call('LRANGE', key .. ':a', 0, -1),
  }
  for i = 1, #found.list, 3 do
    local standing = fields(standingKey(found.list[i + 1]))
    if standing.reference then table.insert(found.standings, standing) end
  end
  return found
end

local function unpackReferrals(owner, found)
  for i = 1, #found.list, 3 do addReferral(owner, found.list[i], found.list[i + 1], found.list[i + 2]) end
  for _, standing in ipairs(found.standings) do putStanding(standing) end
  for _, body in ipairs(found.assessments) do addAssessment(owner, body) end
end
