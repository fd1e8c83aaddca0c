import { StoreInUse, StoreUnavailable } from '../errors.js';
import type { DataKey } from '../sealing/data-key.js';
import { recorded } from '../sealing/keyring.js';
import type { Keyring } from '../sealing/keyring.js';
import type { RedisAddress } from './connection/address.js';
import { Areas } from './areas.js';
import { Link } from './connection/link.js';
import type { LinkOptions } from './connection/link.js';
import { keyRecords } from './key-records.js';
import { Keys, usualPrefix } from './keys.js';
import { instancesOf } from './live-updates.js';
import { Moves } from './moves.js';
import { hideAddresses } from './reseal/addresses.js';
import { Places } from './reseal/places.js';

/** What is written meanwhile is found by the next pass; only a store that never rests needs many. */
const mostPasses = 20;

/**
 * Seals all that is kept with the first of the keys: what was open, and what another of them sealed. Instances that know
 * both keys may go on working, but not while what was open is sealed for the first time.
 * @returns how many values were sealed anew
 * @throws StoreLocked when one of the keys that it was sealed with is missing
 * @throws StoreInUse when it is open elsewhere and must not be
 * @throws StoreUnavailable when it cannot be reached
 */
export async function resealRedis(
  address: RedisAddress,
  dataKeys: readonly [DataKey, ...DataKey[]],
  options: LinkOptions & { prefix?: string },
): Promise<number> {
  const link = await Link.open(address, options);
  try {
    const keys = new Keys(options.prefix ?? usualPrefix);
    const records = await keyRecords(link, keys.dataKeys);
    const wasOpen = records.size === 0;
    if (wasOpen && (await instancesOf(link, keys)) > 0) {
      throw new StoreInUse('An instance has the store open. Stop all of them to seal it for the first time.');
    }
    const noted = wasOpen ? keys.sealing : keys.dataKeys;
    const { keyring, record } = recorded(dataKeys, wasOpen ? await keyRecords(link, noted) : records);
    if (record) await link.write(noted, 'HSET', noted, record.id, record.lookUp);
    const sealed = await resealPlaces(link, keys, keyring);
    if (wasOpen) {
      await hideAddresses(link, keys, keyring);
      await link.write(noted, 'RENAME', noted, keys.dataKeys);
    }
    const [first] = dataKeys;
    for (const id of (await keyRecords(link, keys.dataKeys)).keys()) {
      if (id !== first.id) await link.write(keys.dataKeys, 'HDEL', keys.dataKeys, id);
    }
    return sealed;
  } finally {
    await link.close();
  }
}

/** Passes over everything until nothing is left to be sealed anew. */
async function resealPlaces(link: Link, keys: Keys, keyring: Keyring): Promise<number> {
  const areas = new Areas(link, keys);
  const moves = new Moves(link, keys, areas);
  let sealed = 0;
  for (let pass = 0; pass < mostPasses; pass += 1) {
    await moves.endAll();
    const places = new Places(link, keyring);
    for await (const names of link.scan(keys.all('area='))) await places.resealAll(names);
    for await (const names of link.scan(keys.all('sessions}:s:'))) await places.resealAll(names);
    if (places.sealed === 0) return sealed;
    sealed += places.sealed;
  }
  throw new StoreUnavailable('Too much was written meanwhile. Run it again at a quieter time.');
}
