-- What became of referrals, each with the state of the item that takes it away. ARGV: references.
local found = {}
for i, reference in ipairs(ARGV) do
  local standing = redis.call('HMGET', standingKey(reference), 'body', 'conversation', 'item')
  local item = text(standing[3]) and redis.call('HMGET', itemKey(standing[3]), 'state', 'attempts') or {}
  found[i] = { standing[1], standing[2], item[1] or false, item[2] or false }
end
return found
