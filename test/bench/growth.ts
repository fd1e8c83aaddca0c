import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWholeTurn, type WholeTurn } from './in-process.js';
import { lines } from './lines.js';
import { compare, type Measured } from './rounds.js';
import type { Side } from './side.js';
import { fill, linesStored, storedId } from './stored.js';

/** Has no factor in common with the sizes, so that its multiples come to every conversation once. */
const stride = 7919;

/**
 * Measures the turns of conversations that lie far apart in stores of different sizes, one at a time.
 * @param folder where each size gets a folder of its own, which is left there
 */
export async function measureGrowth(
  folder: string,
  sizes: readonly number[],
  rounds: number,
): Promise<Measured[]> {
  const sides = await Promise.all(sizes.map((size) => storedSide(join(folder, String(size)), size)));
  const measured = await compare(sides, {
    lines: lines.slice(linesStored),
    // All rounds and the warming up together hold each conversation of the smallest store at most once.
    conversations: Math.floor(Math.min(...sizes) / (rounds + 1)),
    concurrency: 1,
    rounds,
  });
  await Promise.all(sides.map((side) => side.close()));
  return measured;
}

async function storedSide(folder: string, size: number): Promise<Side & { close(): Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const whole = await openWholeTurn(folder, storedName(size));
  await fill(whole, size);
  return { ...goingOn(whole, size), close: () => whole.close() };
}

/** What a store with so many conversations is called. */
export const storedName = (size: number): string => `${size.toLocaleString('en-GB')} stored`;

/**
 * Goes on with one stored conversation after another, in such an order that neighbours lie far apart.
 * @param count how many there are to go on with
 * @param numberOf the number of each of them
 */
export function goingOn(whole: WholeTurn, count: number, numberOf = (index: number): number => index): Side {
  let taken = 0;
  return {
    name: whole.name,
    begin() {
      taken += 1;
      return Promise.resolve(whole.resume(storedId(numberOf((taken * stride) % count))));
    },
  };
}
