import { setTimeout as wait } from 'node:timers/promises';
import { median } from './rounds.js';
import { residentBytes, startFingerpost, type Program } from './program.js';

/** Medians of several starts. */
export interface Starting {
  secondsToReady: number;
  /** Resident memory a moment after the start, in bytes. */
  idleBytes: number;
}

/** After this many milliseconds a started program has nothing left to do. */
const settled = 500;

/**
 * Starts the program several times.
 * @param dataDir tells the data folder of each start; the same one, or a new one for each
 */
export async function measureStarting(times: number, dataDir: (time: number) => string): Promise<Starting> {
  const seconds: number[] = [];
  const bytes: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const program: Program = await startFingerpost(dataDir(time));
    seconds.push(program.secondsToReady);
    await wait(settled);
    bytes.push(await residentBytes(program));
    await program.stop();
  }
  return { secondsToReady: median(seconds), idleBytes: median(bytes) };
}
