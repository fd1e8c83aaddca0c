-- Removes what a conversation has in this area's diary. ARGV: conversation.
clearDiary(ARGV[1])
return 1
