-- What was written after a seq: the seq of the newest entry, how many there are, and the entries. ARGV: conversation, after,
-- how many. An erasure leaves the seqs counting on, so the list may begin later than 1.
local key = conversation(ARGV[1])
local known = redis.call('HGET', key, 'lastSeq')
if not known then return false end
local last = tonumber(known)
local missing = last - redis.call('LLEN', key .. ':j')
local from = math.max(tonumber(ARGV[2]) - missing, 0)
local entries = redis.call('LRANGE', key .. ':j', from, from + tonumber(ARGV[3]) - 1)
return { missing + from + 1, entries }
