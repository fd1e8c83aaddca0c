-- What the desk makes of slots, with timers and audit entries. ARGV: {slots, cleared, timers, audit} as JSON.
local change = cjson.decode(ARGV[1])
for _, slot in ipairs(change.slots) do
  local taken = redis.call('HGET', slotKey(slot.id), 'taken')
  redis.call('DEL', slotKey(slot.id))
  keepSlot(slot)
  redis.call('HSET', slotKey(slot.id), 'taken', taken or '0')
end
for _, timer in ipairs(change.cleared) do clearTimer(timer) end
for _, timer in ipairs(change.timers) do setTimer(timer.fields, timer.keep) end
addAudit(change.audit)
return 1
