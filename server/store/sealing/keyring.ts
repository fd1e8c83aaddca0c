import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { StoreLocked } from '../errors.js';
import { openBytes, sealBytes } from './data-key.js';
import type { DataKey } from './data-key.js';

/**
 * Seals what is kept with the first of the operator's keys and opens it with any of them. Without keys it hands
 * everything through as it is.
 */
export interface Keyring {
  /** Whether there are keys. */
  readonly locks: boolean;
  seal(text: string): string;
  /** @throws StoreLocked when it was sealed with a key that is not here */
  open(kept: string): string;
  /** A secret of 32 bytes, as it is kept: with keys always 76 bytes. */
  wrap(secret: Buffer): Buffer;
  /** @throws StoreLocked when it was wrapped with a key that is not here */
  unwrap(kept: Uint8Array): Buffer;
  /** By what something is found that must not be read, such as a phone number: a keyed hash that is always the same. */
  lookUp(value: string): string;
  /** Whether it was kept open or with a key that is not the first. */
  isStale(kept: string | Uint8Array): boolean;
}

const secretBytes = 32;
const nameBytes = 16;
const mark = 'sealed';
/** Begins what is looked up by its hash; no address does. */
const hashed = '~';

/** Keeps everything open. */
export const noKeys: Keyring = {
  locks: false,
  seal: (text) => text,
  open: (kept) => {
    if (sealedBy(kept) !== null) throw missing(sealedBy(kept) ?? '');
    return kept;
  },
  wrap: (secret) => secret,
  unwrap: (kept) => {
    if (kept.length !== secretBytes) throw missing(nameIn(kept));
    return Buffer.from(kept);
  },
  lookUp: (value) => value,
  isStale: () => false,
};

/**
 * @param keys at least one: the first seals, all open
 * @param lookUpKey made once for a store, so that look-ups outlive the keys
 */
export function keyringOf(keys: readonly [DataKey, ...DataKey[]], lookUpKey: Buffer): Keyring {
  const [first] = keys;
  const byId = new Map(keys.map((key) => [key.id, key]));
  const named = (id: string): DataKey => {
    const key = byId.get(id);
    if (!key) throw missing(id);
    return key;
  };
  return {
    locks: true,
    seal: (text) => sealText(first, text),
    open: (kept) => {
      const id = sealedBy(kept);
      return id === null ? kept : openText(named(id), kept);
    },
    wrap: (secret) => Buffer.concat([Buffer.from(first.id.padEnd(nameBytes)), sealBytes(first, secret)]),
    unwrap: (kept) => {
      const bytes = Buffer.from(kept);
      if (bytes.length === secretBytes) return bytes;
      return opened(named(nameIn(bytes)), bytes.subarray(nameBytes));
    },
    lookUp: (value) => hashed + createHmac('sha256', lookUpKey).update(value).digest('base64url'),
    isStale: (kept) => {
      if (typeof kept === 'string') return sealedBy(kept) !== first.id;
      return kept.length === secretBytes || nameIn(kept) !== first.id;
    },
  };
}

/** A text as `seal` keeps it: the mark, the name of the key, the bytes. JSON never begins so. */
export function sealText(key: DataKey, text: string): string {
  return `${mark}.${key.id}.${sealBytes(key, Buffer.from(text)).toString('base64url')}`;
}

/** @throws StoreLocked when the key of that name is another than it was, or the text was changed */
export function openText(key: DataKey, kept: string): string {
  const [, , bytes = ''] = kept.split('.');
  return opened(key, Buffer.from(bytes, 'base64url')).toString();
}

/** The name of the key that sealed a text; null when it is open. */
function sealedBy(kept: string): string | null {
  return kept.startsWith(`${mark}.`) ? (kept.split('.', 2)[1] ?? '') : null;
}

function nameIn(kept: Uint8Array): string {
  return Buffer.from(kept.subarray(0, nameBytes)).toString().trimEnd();
}

function opened(key: DataKey, sealed: Buffer): Buffer {
  try {
    return openBytes(key, sealed);
  } catch (cause) {
    throw new StoreLocked(`The key ${key.id} in DATA_KEYS does not open what a key of that name sealed.`, {
      cause,
    });
  }
}

function missing(id: string): StoreLocked {
  return new StoreLocked(`What is kept was sealed with the key ${id}, and DATA_KEYS does not have it.`);
}

/** What a store keeps of the keys that it was ever sealed with: by the name of each, the look-up key sealed with it. */
export type KeyRecords = ReadonlyMap<string, string>;

/** A record to be kept before anything is sealed with a key. */
export interface NewKeyRecord {
  id: string;
  lookUp: string;
}

/**
 * Checks the configured keys against those that the store was sealed with.
 * @param isNew nothing was ever kept there
 * @returns the keys, and what has to be recorded before they are used
 * @throws StoreLocked when what is kept could not be read, or is open and must not stay so
 */
export function checkKeys(
  keys: readonly DataKey[],
  records: KeyRecords,
  isNew: boolean,
): { keyring: Keyring; record: NewKeyRecord | null } {
  const [first, ...others] = keys;
  if (!first) {
    const [sealed] = records.keys();
    if (sealed !== undefined) throw missing(sealed);
    return { keyring: noKeys, record: null };
  }
  if (records.size === 0 && !isNew) {
    throw new StoreLocked(
      'DATA_KEYS is set, and what is kept already is not sealed. Stop every instance and run npm run -s rotate-keys.',
    );
  }
  return recorded([first, ...others], records);
}

/** As `checkKeys`, for a store that is about to be sealed, or was. */
export function recorded(
  keys: readonly [DataKey, ...DataKey[]],
  records: KeyRecords,
): { keyring: Keyring; record: NewKeyRecord | null } {
  const known = [...records].map(([id, kept]) => lookUpKeyIn(keys, id, kept));
  const [lookUpKey = randomBytes(secretBytes), ...rest] = known;
  if (rest.some((other) => !timingSafeEqual(other, lookUpKey))) {
    throw new StoreLocked('The store holds keys that do not belong together. Restore it from a backup.');
  }
  const [first] = keys;
  const record = records.has(first.id)
    ? null
    : { id: first.id, lookUp: sealText(first, lookUpKey.toString('base64url')) };
  return { keyring: keyringOf(keys, lookUpKey), record };
}

function lookUpKeyIn(keys: readonly DataKey[], id: string, kept: string): Buffer {
  const key = keys.find((each) => each.id === id);
  if (!key) throw missing(id);
  return Buffer.from(openText(key, kept), 'base64url');
}

/** Whether something stands as it is where `lookUp` would put its hash. */
export function isOpenLookUp(kept: string): boolean {
  return !kept.startsWith(hashed);
}
