import type { TimeWords } from '../../../content/schema/times.js';
import type { Scene } from '../../scene.js';
import { whichIn, wishReader, type ReadWish } from './read-wish.js';
import type { TimeWish } from './wish.js';

const readers = new WeakMap<TimeWords, ReadWish>();

/** When something would suit them, as they say it now; null when they say nothing of it. */
export function readWish({ content, now, area }: Scene, text: string): TimeWish | null {
  const { times } = content.lexicon;
  const reader = readers.get(times) ?? wishReader(times);
  readers.set(times, reader);
  return reader(text, now, area.timeZone);
}

/** Which of `count` times that were shown they name by its place; null when they name none so. */
export function whichOf({ content }: Scene, text: string, count: number): number | null {
  return whichIn(content.lexicon.times, text, count);
}
