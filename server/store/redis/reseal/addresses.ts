import { isOpenLookUp } from '../../sealing/keyring.js';
import type { Keyring } from '../../sealing/keyring.js';
import type { Link } from '../connection/link.js';
import { listOf, textOf } from '../connection/reply.js';
import type { Keys } from '../keys.js';

/**
 * Puts keyed hashes in the place of addresses, by which conversations and opt-outs are found. Nobody else may have the store
 * open; when it is interrupted, it can be begun again.
 */
export async function hideAddresses(link: Link, keys: Keys, keyring: Keyring): Promise<void> {
  for await (const names of link.scan(keys.all('address='))) {
    for (const name of names) await hideAddress(link, keys, keyring, name);
  }
  for await (const names of link.scan(keys.all('area='))) {
    for (const name of names.filter((each) => /\}:c:[^:]+$/.test(each))) {
      await hideInConversation(link, keyring, name);
    }
  }
  for await (const names of link.scan(keys.all('opt-out='))) {
    for (const name of names) await hideOptOut(link, keys, keyring, name);
  }
}

/** The channel and the address in the name of a key; null when the address is hidden. */
function openIn(name: string): { channel: string; address: string } | null {
  const [, channel = '', address = ''] = /=(\S+) (.*)\}$/s.exec(name) ?? [];
  return isOpenLookUp(address) ? { channel, address } : null;
}

async function hideAddress(link: Link, keys: Keys, keyring: Keyring, name: string): Promise<void> {
  const open = openIn(name);
  const id = textOf(await link.read(name, 'GET', name));
  if (!open || id === null) return;
  const hidden = keys.address(open.channel, keyring.lookUp(open.address));
  await link.write(hidden, 'SET', hidden, id);
  await link.write(name, 'DEL', name);
}

async function hideInConversation(link: Link, keyring: Keyring, name: string): Promise<void> {
  const [address] = listOf(await link.read(name, 'HMGET', name, 'address')).map(textOf);
  if (!address || !isOpenLookUp(address)) return;
  await link.write(name, 'HSET', name, 'address', keyring.lookUp(address), 'reach', keyring.seal(address));
}

async function hideOptOut(link: Link, keys: Keys, keyring: Keyring, name: string): Promise<void> {
  const open = openIn(name);
  const fields = listOf(await link.read(name, 'HGETALL', name)).map((each) => textOf(each) ?? '');
  if (!open || fields.length === 0) return;
  const hidden = keys.optOut(open.channel, keyring.lookUp(open.address));
  await link.write(hidden, 'HSET', hidden, ...fields);
  await link.write(name, 'DEL', name);
}
