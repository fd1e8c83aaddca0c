-- Records of a kind, each written if its version is as expected, with audit entries. ARGV: {kind, writes, audit} as JSON.
-- Returns the ids of those that were written.
local change = cjson.decode(ARGV[1])
local records, versions = base .. ':records:' .. change.kind, base .. ':record-versions:' .. change.kind
local written = {}
for _, each in ipairs(change.writes) do
  if (redis.call('HGET', versions, each.id) or '0') == each.expected then
    redis.call('HSET', records, each.id, each.record)
    redis.call('HSET', versions, each.id, each.version)
    table.insert(written, each.id)
  end
end
addAudit(change.audit)
return written
