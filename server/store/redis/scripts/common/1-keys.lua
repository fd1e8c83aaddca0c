-- Put before every script. All keys of an area begin with KEYS[1], which holds the area's hash tag, so that a script
-- finds all that it needs in one slot. A score is milliseconds since 1970 unless it says otherwise.
local base = KEYS[1]
local text = function(value) return value ~= nil and value ~= cjson.null and value ~= false end
-- Its lists go on after a colon, so its id has none there.
local conversation = function(id)
  return base .. ':c:' .. string.gsub(id, '[%%:]', { ['%'] = '%25', [':'] = '%3A' })
end
local itemKey = function(id) return base .. ':o:' .. id end
local timerKey = function(id) return base .. ':timer:' .. id end

-- A flat reply as a table.
local function fields(key)
  local flat, map = redis.call('HGETALL', key), {}
  for i = 1, #flat, 2 do map[flat[i]] = flat[i + 1] end
  return map
end

local function write(key, map)
  for field, value in pairs(map) do redis.call('HSET', key, field, value) end
end
