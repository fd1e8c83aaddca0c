import { median, percentile } from '../rounds.js';
import type { Generator } from './generate.js';
import { cpuSecondsOf, residentBytesOf } from './processes.js';
import type { System } from './systems.js';

/** How much is measured. */
export interface OpenWorkload {
  /** How many conversations are open at first; each level has twice as many as the one before. */
  least: number;
  most: number;
  /** How long somebody thinks before they write, on average, in milliseconds. */
  thinkMs: number;
  /** How often a level is measured, and for how long each time in milliseconds. */
  windows: number;
  windowMs: number;
}

/** So many conversations open at once. Times are in milliseconds, medians of the windows. */
export interface OpenLevel {
  open: number;
  turns: number;
  turnsPerSecond: number;
  p50: number;
  p99: number;
  /** Of the instance, in bytes; before the first conversation was opened in `OpenMeasured.idleBytes`. */
  residentBytes: number;
  /** Processors that the instance kept busy. */
  busy: number;
}

export interface OpenMeasured {
  idleBytes: number;
  levels: OpenLevel[];
  /** The first level whose p99 was more than twice that of the first; null when none was. */
  doubledAt: number | null;
  /** Resident memory that each further open conversation took, in bytes: the slope between the first level and the last. */
  bytesPerConversation: number;
}

/** Opens more and more conversations, each with its WebSocket, in which people write now and then, until p99 has doubled. */
export async function measureOpen(
  generator: Generator,
  { to, instances }: System,
  { least, most, thinkMs, windows, windowMs }: OpenWorkload,
): Promise<OpenMeasured> {
  const pids = instances.map(({ pid }) => pid);
  const idleBytes = residentBytesOf(pids);
  const levels: OpenLevel[] = [];
  let doubledAt: number | null = null;
  for (let count = least; count <= most && doubledAt === null; count *= 2) {
    const open = await generator.open(to, count);
    const cpu = cpuSecondsOf(pids);
    const heard = [];
    for (let window = 0; window < windows; window += 1) heard.push(await generator.chat(thinkMs, windowMs));
    const seconds = heard.reduce((sum, held) => sum + held.seconds, 0);
    const turns = heard.reduce((sum, held) => sum + held.times.length, 0);
    const level: OpenLevel = {
      open,
      turns,
      turnsPerSecond: turns / seconds,
      p50: median(heard.map(({ times }) => percentile(times, 0.5))),
      p99: median(heard.map(({ times }) => percentile(times, 0.99))),
      residentBytes: residentBytesOf(pids),
      busy: (cpuSecondsOf(pids) - cpu) / seconds,
    };
    levels.push(level);
    if (level.p99 > 2 * (levels[0]?.p99 ?? NaN)) doubledAt = open;
  }
  await generator.close();
  const [first, last] = [levels[0], levels.at(-1)];
  const grown = first && last && last.open > first.open;
  return {
    idleBytes,
    levels,
    doubledAt,
    bytesPerConversation: grown ? (last.residentBytes - first.residentBytes) / (last.open - first.open) : NaN,
  };
}
