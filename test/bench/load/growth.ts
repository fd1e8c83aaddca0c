import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContent } from '../../../content/load.js';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../server/store/redis/redis-store.js';
import { RedisServer, withoutDisk } from '../../server/store/redis/servers.js';
import { goingOn, storedName } from '../growth.js';
import { openWholeTurn, type WholeTurn } from '../in-process.js';
import { lines } from '../lines.js';
import { compare, interleaved, median, type Measured } from '../rounds.js';
import { fill, linesStored } from '../stored.js';
import { lifeAt, plain } from './life.js';
import { operationsOn, type Operation } from './operations.js';

export type StoreKind = 'SQLite' | 'Redis';

/** How one store grows: everything by the size of the store, the smallest first. */
export interface Growth {
  kind: StoreKind;
  sizes: readonly number[];
  /** How long each store took to fill, in seconds. */
  fillSeconds: number[];
  turns: Measured[];
  /** Microseconds, by the names of the operations. */
  operations: Measured<Record<string, number>>[];
  /** What each operation found, by its name; one for each store. */
  found: Record<string, number[]>;
}

/** How many conversations go on in a round. */
const mostTurned = 20;
/** How often an operation is done in a round. */
const repeats = 10;

/**
 * Fills stores of different sizes and measures turns and everything that could cost more when more is stored, one thing at a time.
 * @param folder for files; each size gets a folder of its own
 * @param say told what is being done
 */
export async function measureStored(
  kind: StoreKind,
  { folder, sizes, rounds }: { folder: string; sizes: readonly number[]; rounds: number },
  say: (what: string) => void,
): Promise<Growth> {
  const now = new Date();
  const content = loadContent();
  const filled: (Filled & { name: string; operations: Operation[]; size: number })[] = [];
  try {
    for (const size of sizes) {
      say(`Filling a store on ${kind}: ${storedName(size)}.`);
      const own = join(folder, `${kind}-${size}`);
      await mkdir(own, { recursive: true });
      const one = await fillOne(kind, own, size, now);
      const operations = operationsOn(one.whole.store, content, size, now);
      filled.push({ ...one, name: storedName(size), operations, size });
    }
    say(`Measuring on ${kind}.`);
    const found: Growth['found'] = {};
    const operations = await interleaved(filled, rounds, (store) => measureOperations(store, found));
    const turns = await compare(
      filled.map(({ whole, size }) => goingOn(whole, Math.floor(size / plain.every), plain.numberOf)),
      {
        lines: lines.slice(linesStored),
        // Each conversation of the smallest store is held at most once.
        conversations: Math.min(mostTurned, Math.floor(Math.min(...sizes) / plain.every / (rounds + 1))),
        concurrency: 1,
        rounds,
      },
    );
    return { kind, sizes, fillSeconds: filled.map(({ seconds }) => seconds), turns, operations, found };
  } finally {
    for (const { close } of filled) await close();
  }
}

interface Filled {
  whole: WholeTurn;
  seconds: number;
  close: () => Promise<void>;
}

async function fillOne(kind: StoreKind, folder: string, size: number, now: Date): Promise<Filled> {
  // What is measured is how much there is to look through: a disk that is written for each turn would only be noise.
  const redis = kind === 'Redis' ? await RedisServer.start(withoutDisk) : null;
  const address = redis && readRedisAddress(redis.url);
  const store = address && (await openRedisStore(address, { replicas: 0, onError: () => undefined })).store;
  const whole = await openWholeTurn(folder, storedName(size), store ?? undefined);
  const begun = performance.now();
  await fill(whole, size, lifeAt(now));
  return {
    whole,
    seconds: (performance.now() - begun) / 1000,
    async close() {
      await whole.close();
      await redis?.destroy();
    },
  };
}

async function measureOperations(
  { operations }: { operations: Operation[] },
  found: Growth['found'],
): Promise<Record<string, number>> {
  const took: Record<string, number> = {};
  for (const { name, run } of operations) {
    const times: number[] = [];
    let last = 0;
    for (let time = 0; time < repeats; time += 1) {
      const begun = performance.now();
      last = await run();
      times.push((performance.now() - begun) * 1000);
    }
    took[name] = median(times);
    (found[name] ??= []).push(last);
  }
  return took;
}
