-- Ends a move: with 'back' the conversation is here again as it was, with 'gone' it lives elsewhere. ARGV: conversation, how.
local id = ARGV[1]
local bundle = redis.call('HGET', base .. ':moving:' .. id, 'bundle')
if not bundle then return 0 end
if ARGV[2] == 'back' then unpackBundle(id, cjson.decode(bundle)) end
redis.call('DEL', base .. ':moving:' .. id)
redis.call('ZREM', base .. ':moving', id)
return 1
