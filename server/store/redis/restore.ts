import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { StoreInUse, StoreTooNew, StoreUnavailable, whatToStart } from '../errors.js';
import type { DataKey } from '../sealing/data-key.js';
import { checkKeys } from '../sealing/keyring.js';
import { commands, endSchema, headSchema, lineSchema } from './backup-file.js';
import type { Line } from './backup-file.js';
import type { BackupOptions } from './backup.js';
import type { RedisAddress } from './connection/address.js';
import { Link } from './connection/link.js';
import { format as known, Keys, restoring, usualPrefix } from './keys.js';

/** Elements that go into one command, and keys that are written at once. */
const atATime = 500;
const keysAtOnce = 64;

/**
 * Brings back everything from a backup into a Redis that has nothing of ours yet. What was still to be sent is looked up at
 * its receiver before it is sent, for it may have been sent after the backup was made.
 * @returns how many keys there were
 * @throws StoreInUse when something is there already
 * @throws StoreLocked, StoreTooNew and StoreUnavailable when the backup cannot be used or Redis cannot be reached
 */
export async function restoreRedis(
  address: RedisAddress,
  source: string,
  dataKeys: readonly DataKey[],
  options: BackupOptions,
): Promise<number> {
  const prefix = options.prefix ?? usualPrefix;
  const format = await examine(source, new Keys(''), dataKeys);
  const link = await Link.open(address, options);
  try {
    for await (const names of link.scan(`${prefix}:{*`)) {
      if (names.length > 0) throw new StoreInUse('There is a store already. Restore into an empty Redis.');
    }
    const own = new Keys(prefix);
    // Nobody may begin on half of it.
    await link.write(own.format, 'SET', own.format, restoring);
    let count = 0;
    let under = new Map<string, Promise<void>>();
    for await (const line of linesOf(source)) {
      if (line.key === new Keys('').format.slice(1)) continue;
      // A key that the backup has twice is written anew, and not by both at once.
      if (under.size >= keysAtOnce || under.has(line.key)) {
        await Promise.all(under.values());
        under = new Map();
      }
      under.set(line.key, put(link, prefix, line));
      count += 1;
    }
    await Promise.all(under.values());
    await link.write(own.format, 'SET', own.format, format);
    return count + 1;
  } finally {
    await link.close();
  }
}

/** Reads it through, so that nothing is written of what is damaged or sealed with other keys. @returns its format */
async function examine(source: string, keys: Keys, dataKeys: readonly DataKey[]): Promise<string> {
  let format: string | null = null;
  let records = new Map<string, string>();
  for await (const { key, holds } of linesOf(source)) {
    if (`:${key}` === keys.format) format = holds[0] ?? null;
    if (`:${key}` === keys.dataKeys) records = new Map(pairsOf(holds));
  }
  if (format === null) throw damaged();
  if (Number(format) > Number(known)) {
    throw new StoreTooNew(`The backup has format ${format}; this program knows ${known}. ${whatToStart}`);
  }
  checkKeys(dataKeys, records, false);
  return format;
}

/** @throws StoreUnavailable when it is no whole backup of a Redis */
async function* linesOf(source: string): AsyncGenerator<Line> {
  let head = false;
  let end: number | null = null;
  let count = 0;
  for await (const text of createInterface({ input: createReadStream(source), crlfDelay: Infinity })) {
    const line = parsed(text);
    if (!head) {
      if (!headSchema.safeParse(line).success) throw damaged();
      head = true;
      continue;
    }
    const last = endSchema.safeParse(line);
    if (last.success) {
      end = last.data.keys;
      continue;
    }
    const next = lineSchema.safeParse(line);
    if (!next.success) throw damaged();
    count += 1;
    yield next.data;
  }
  if (end !== count) throw damaged();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function damaged(): StoreUnavailable {
  return new StoreUnavailable('The file is not a backup of a Redis, or not whole.');
}

function pairsOf(flat: readonly string[]): [string, string][] {
  return flat.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [],
  );
}

/** Writes a key as it was; again when the backup has it twice. */
async function put(link: Link, prefix: string, { key, kind, left, holds }: Line): Promise<void> {
  const name = `${prefix}:${key}`;
  const { write, each } = commands[kind];
  await link.write(name, 'DEL', name);
  const values = kind === 'zset' ? scoresFirst(holds) : /\}:o:/.test(key) ? lookedUp(holds) : holds;
  for (let from = 0; from < values.length; from += atATime * each) {
    await link.write(name, write, name, ...values.slice(from, from + atATime * each));
  }
  if (left !== null) await link.write(name, 'PEXPIRE', name, String(Math.max(left, 1)));
}

function scoresFirst(holds: readonly string[]): string[] {
  return pairsOf(holds).flatMap(([member, score]) => [score, member]);
}

/** An item of the outbox, as one whose sending may have begun. */
function lookedUp(holds: readonly string[]): string[] {
  const fields = new Map(pairsOf(holds));
  const unfinished = ['waiting', 'leased'].includes(fields.get('state') ?? '');
  if (unfinished) {
    fields.set('unknown', '1');
    fields.set('first', fields.get('first') ?? fields.get('due') ?? '0');
  }
  return [...fields].flat();
}
