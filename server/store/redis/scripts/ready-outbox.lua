-- When what can be claimed was ready, for each receiver that `eachReceiver` names. ARGV: now, far, shares as JSON.
local shares = cjson.decode(ARGV[3])
local found = {}
for i, receiver in ipairs(receivers) do
  found[i] = {}
  for _, member in ipairs(claimable(receiver, ARGV[1], ARGV[2], shares[receiver])) do
    table.insert(found[i], redis.call('ZSCORE', readyList(receiver), member))
  end
end
return found
