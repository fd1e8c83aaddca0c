import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { StoreUnavailable } from '../errors.js';
import { commands, kinds } from './backup-file.js';
import type { Head, Line } from './backup-file.js';
import type { RedisAddress } from './connection/address.js';
import { Link } from './connection/link.js';
import type { LinkOptions } from './connection/link.js';
import { numberOf, textOf, textsOf } from './connection/reply.js';
import { usualPrefix } from './keys.js';

export type BackupOptions = LinkOptions & { prefix?: string };

/** Writes wait so long at most should the one who makes the backup die, in milliseconds. */
const pauseMs = 30_000;
const renewMs = 10_000;
/**
 * Writes everything into a new file, as it was at one moment: writes of the instances wait until it is done.
 * @returns how many keys it holds; one that moved in Redis meanwhile may be there twice
 * @throws StoreUnavailable when it cannot be read, held still or written
 */
export async function backUpRedis(
  address: RedisAddress,
  target: string,
  options: BackupOptions,
): Promise<number> {
  const link = await Link.open(address, options);
  const begin = `${options.prefix ?? usualPrefix}:`;
  const hold = () => link.everywhere('CLIENT', 'PAUSE', String(pauseMs), 'WRITE');
  let renewal: NodeJS.Timeout | undefined;
  try {
    const file = await open(target, 'wx', 0o600);
    try {
      await hold();
      // Should one fail, the next comes before the pause ends.
      renewal = setInterval(() => void hold().catch(() => undefined), renewMs);
      return await writeLines(file, link, begin);
    } catch (error) {
      await rm(target);
      throw error;
    } finally {
      await file.close();
    }
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const why = isThere
      ? 'is there already'
      : 'cannot be written, or Redis cannot be held still (CLIENT PAUSE)';
    throw new StoreUnavailable(`The file of the backup ${why}.`, { cause });
  } finally {
    clearInterval(renewal);
    await link.everywhere('CLIENT', 'UNPAUSE').catch(() => undefined);
    await link.close();
  }
}

async function writeLines(file: FileHandle, link: Link, begin: string): Promise<number> {
  let keys = 0;
  const put = (lines: readonly object[]) =>
    file.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const head: Head = { fingerpost: 'redis', version: 1 };
  await put([head]);
  for await (const names of link.scan(`${begin}{*`)) {
    const lines = await Promise.all(names.map((name) => lineOf(link, name, begin.length)));
    const there = lines.filter((line) => line !== null);
    await put(there);
    keys += there.length;
  }
  await put([{ keys }]);
  await file.sync();
  return keys;
}

/** Null when the key has just expired. */
async function lineOf(link: Link, name: string, prefixLength: number): Promise<Line | null> {
  const type = textOf(await link.read(name, 'TYPE', name));
  const kind = kinds.find((each) => each === type);
  if (!kind) return null;
  const [command = '', ...range] = commands[kind].read;
  const [left, holds] = await Promise.all([
    link.read(name, 'PTTL', name),
    link.read(name, command, name, ...range),
  ]);
  const texts = Array.isArray(holds) ? textsOf(holds) : [textOf(holds) ?? ''];
  return {
    key: name.slice(prefixLength),
    kind,
    left: numberOf(left) < 0 ? null : numberOf(left),
    holds: texts,
  };
}
