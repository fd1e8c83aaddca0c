-- The log. An entry stands in several lists, at its place.

local function addAudit(entries)
  for _, entry in ipairs(entries) do
    for _, list in ipairs(entry.lists) do redis.call('ZADD', base .. list, entry.position, entry.body) end
  end
end
