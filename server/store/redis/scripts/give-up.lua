-- Whether the conversation is here. If not, the attempt to bring it can never succeed any more.
-- ARGV: conversation, attempt, seconds to remember that.
if redis.call('EXISTS', conversation(ARGV[1])) == 1 then return 1 end
redis.call('SET', base .. ':void:' .. ARGV[2], '1', 'EX', ARGV[3])
return 0
