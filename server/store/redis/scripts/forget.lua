-- Forgets the conversations that were not touched since a time and have nothing to be sent or to come to. Returns, for each, what finds
-- it from elsewhere: id, channel, address, then the messages, references, people and provider's ids as JSON.
-- ARGV: time, how many.
local before, most = ARGV[1], tonumber(ARGV[2])
local forgotten, offset, page = {}, 0, 100

local function hasUnsent(items)
  for _, item in ipairs(items) do
    if unfinished(redis.call('HGET', itemKey(item), 'state')) then return true end
  end
  return false
end

while #forgotten < most do
  local due = redis.call('ZRANGEBYSCORE', base .. ':updated', '-inf', '(' .. before, 'LIMIT', offset, page)
  for _, id in ipairs(due) do
    if #forgotten == most then break end
    local key = conversation(id)
    local items = redis.call('ZRANGE', key .. ':o', 0, -1)
    if hasUnsent(items) or hasPlaceAfter(id, before) then
      offset = offset + 1
    else
      local found = { id = id, sent = {}, channel = redis.call('HGET', key, 'channel') }
      found.address = redis.call('HGET', key, 'address') or cjson.null
      found.seen = redis.call('HKEYS', key .. ':seen')
      found.referrals = redis.call('LRANGE', key .. ':r', 0, -1)
      found.people = redis.call('SMEMBERS', key .. ':p')
      for _, item in ipairs(items) do
        local provider = redis.call('HGET', itemKey(item), 'provider')
        if provider then table.insert(found.sent, provider) end
      end
      clearDiary(id)
      drop(id)
      table.insert(forgotten, cjson.encode(found))
    end
  end
  if #due < page then break end
end
return forgotten
