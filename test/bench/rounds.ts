import { hold } from './hold.js';
import { area } from './lines.js';
import type { Person, Side } from './side.js';

/** How much is measured. */
export interface Workload {
  lines: readonly string[];
  /** Conversations that are held in one round. */
  conversations: number;
  /** How many of them go on at the same time. */
  concurrency: number;
  rounds: number;
  /** Rounds before those, which do not count; one unless told. */
  warmUps?: number;
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
export interface Measured<Of = Round> {
  name: string;
  rounds: Of[];
}

/** Measures all sides by conversations in which the same is said. */
export function compare(sides: readonly Side[], workload: Workload): Promise<Measured[]> {
  const { lines, conversations, concurrency, rounds, warmUps } = workload;
  const people = Array.from({ length: conversations }, (): Person => ({ area, language: 'en', lines }));
  const measure = async (side: Side): Promise<Round> => {
    const { times, seconds, cpuSeconds } = await hold(side, { people, concurrency, thinkMs: 0 });
    return {
      turnsPerSecond: times.length / seconds,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      cpu: (cpuSeconds * 1000) / times.length,
    };
  };
  return interleaved(sides, rounds, measure, warmUps);
}

/**
 * Measures all sides round by round, each round beginning with another side, so that a machine which grows slower or
 * faster meanwhile does so for all of them.
 * @param warmUps rounds before those, which do not count
 */
export async function interleaved<S extends { name: string }, Of>(
  sides: readonly S[],
  rounds: number,
  measure: (side: S) => Promise<Of>,
  warmUps = 1,
): Promise<Measured<Of>[]> {
  const measured = sides.map((side) => ({ side, name: side.name, rounds: [] as Of[] }));
  for (let round = 0; round < warmUps; round += 1) for (const side of sides) await measure(side);
  for (let round = 0; round < rounds; round += 1) {
    const first = round % measured.length;
    for (const each of [...measured.slice(first), ...measured.slice(0, first)]) {
      each.rounds.push(await measure(each.side));
    }
  }
  return measured;
}

/** The median over the rounds. */
export function figure<Name extends string>({ rounds }: Measured<Record<Name, number>>, name: Name): number {
  return median(rounds.map((round) => round[name]));
}

/** One side's figure as a multiple of another's: the median of the ratios of each round. */
export function ratio<Name extends string>(
  of: Measured<Record<Name, number>>,
  to: Measured<Record<Name, number>>,
  name: Name,
): number {
  return median(of.rounds.map((round, index) => round[name] / (to.rounds[index]?.[name] ?? NaN)));
}

/** The middle one; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that `share` of them (0 to 1) are at or below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN;
}
