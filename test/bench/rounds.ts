import type { Side, Talk } from './side.js';

/** How much is measured. */
export interface Workload {
  lines: readonly string[];
  /** Conversations that are held in one round. */
  conversations: number;
  /** How many of them go on at the same time. */
  concurrency: number;
  rounds: number;
}

/** One round of one side. Times are in milliseconds. */
export interface Round {
  turnsPerSecond: number;
  p50: number;
  p99: number;
  /** Processor time that this process spent on a turn; a busy machine changes it the least. */
  cpu: number;
}

/** All rounds of one side, in their order. */
export interface Measured {
  name: string;
  rounds: Round[];
}

/**
 * Measures all sides round by round, each round beginning with another side, so that a machine which grows slower or
 * faster meanwhile does so for all of them. A first round of each warms up and does not count.
 */
export async function compare(sides: readonly Side[], workload: Workload): Promise<Measured[]> {
  const measured = sides.map((side) => ({ side, name: side.name, rounds: [] as Round[] }));
  for (const side of sides) await hold(side, workload);
  for (let round = 0; round < workload.rounds; round += 1) {
    const first = round % measured.length;
    for (const { side, rounds } of [...measured.slice(first), ...measured.slice(0, first)]) {
      rounds.push(await hold(side, workload));
    }
  }
  return measured;
}

/** The median over the rounds. */
export function figure({ rounds }: Measured, name: keyof Round): number {
  return median(rounds.map((round) => round[name]));
}

/** One side's figure as a multiple of another's: the median of the ratios of each round. */
export function ratio(of: Measured, to: Measured, name: keyof Round): number {
  return median(of.rounds.map((round, index) => round[name] / (to.rounds[index]?.[name] ?? NaN)));
}

/** The middle one; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

async function hold(side: Side, { lines, conversations, concurrency }: Workload): Promise<Round> {
  const talks: Talk[] = [];
  for (let index = 0; index < conversations; index += 1) talks.push(await side.begin());
  const times: number[] = [];
  const holdNext = async (): Promise<void> => {
    for (let talk = talks.pop(); talk; talk = talks.pop()) {
      for (const line of lines) {
        const begun = performance.now();
        await talk.say(line);
        times.push(performance.now() - begun);
      }
    }
  };
  const cpuBegun = process.cpuUsage();
  const begun = performance.now();
  await Promise.all(Array.from({ length: concurrency }, holdNext));
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpuBegun);
  return {
    turnsPerSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpu: (user + system) / 1000 / times.length,
  };
}

/** The value that `share` of them (0 to 1) are at or below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN;
}
