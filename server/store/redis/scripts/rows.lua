-- Conversations as a list of the desk shows them. ARGV: list, place of the last one, 'first' or 'last' to begin with.
local found = {}
local command = ARGV[3] == 'last' and 'ZREVRANGE' or 'ZRANGE'
for i, id in ipairs(redis.call(command, base .. ARGV[1], 0, ARGV[2])) do
  found[i] = redis.call('HMGET', conversation(id), 'id', 'channel', 'area', 'row', 'rowStatus', 'rowHolder', 'rowChanged')
end
return found
