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
