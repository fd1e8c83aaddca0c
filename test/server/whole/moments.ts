import { once, type EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Lives } from './lives.js';

/** Moments in a program's life to kill it at; what stands here twice comes twice as often. */
const all = ['starting', 'running', 'running', 'message', 'text', 'text', 'email'] as const;
export type Moment = (typeof all)[number];
/** The moments that are announced: something is being received or sent. */
export type Announced = Exclude<Moment, 'starting' | 'running'>;

/** Until a first start has been timed, in milliseconds. */
const supposedStartMs = 1500;
const longestRunMs = 400;
/** What is aimed at is hit from the first step of its handling to well after the last, in milliseconds. */
const longestAimMs = 25;

/** Waits for a moment to kill the program that lives now, and says which it was. */
export async function momentToKill(
  lives: Lives,
  events: EventEmitter<Record<Announced, []>>,
  random: () => number,
): Promise<Moment> {
  const moment = all[Math.floor(random() * all.length)] ?? 'running';
  if (moment === 'starting') {
    await sleep(random() * (lives.startMs.at(-1) ?? supposedStartMs));
    return moment;
  }
  await Promise.race([lives.address(), lives.current.ended]);
  if (moment === 'running') {
    await sleep(random() * longestRunMs);
    return moment;
  }
  // Nothing may be going on: then it is killed all the same.
  await once(events, moment, { signal: AbortSignal.timeout(longestRunMs) }).catch(() => undefined);
  await sleep(random() * longestAimMs);
  return moment;
}
