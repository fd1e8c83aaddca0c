-- Who would take a time of an offer, whoever has wished longest first. ARGV: offer, start of the time, how many.
local found, list = {}, base .. ':wishes:' .. ARGV[1]
local all = redis.call('ZRANGE', list, 0, -1, 'WITHSCORES')
for i = 1, #all, 2 do
  if #found == tonumber(ARGV[3]) then break end
  local before = redis.call('HGET', base .. ':wishes-before:' .. ARGV[1], all[i])
  if tonumber(before) > tonumber(ARGV[2]) then table.insert(found, { all[i], all[i + 1], before }) end
end
return found
