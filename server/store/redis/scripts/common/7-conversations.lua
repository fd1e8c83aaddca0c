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
  dropReferrals(id)
  redis.call('DEL', key, key .. ':j', key .. ':seen', key .. ':o', key .. ':t', key .. ':p')
  redis.call('ZREM', base .. ':updated', id)
end

local function bundleOf(id)
  local key = conversation(id)
  local bundle = {
    fields = fields(key), seen = fields(key .. ':seen'), items = {}, timers = {},
    journal = redis.call('LRANGE', key .. ':j', 0, -1),
    referrals = referralsOf(id),
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
  unpackReferrals(id, bundle.referrals)
  for _, person in ipairs(bundle.people) do redis.call('SADD', key .. ':p', person) end
  for _, item in ipairs(bundle.items) do addItem(id, item) end
  for _, timer in ipairs(bundle.timers) do setTimer(timer, false) end
  redis.call('ZADD', base .. ':updated', bundle.fields.updated, id)
  enlist(id)
end
