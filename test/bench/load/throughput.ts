import { interleaved, percentile, type Measured } from '../rounds.js';
import type { Generator } from './generate.js';
import { crowdOf } from './people.js';
import { cpuSecondsOf } from './processes.js';
import type { System } from './systems.js';

/** How much is measured. */
export interface ThroughputWorkload {
  /** Conversations that are held in one round. */
  conversations: number;
  /** How many of them go on at the same time. */
  atOnce: number;
  /** The longest that somebody thinks, in milliseconds. */
  thinkMs: number;
  rounds: number;
  /** Rounds before those, which do not count. */
  warmUps: number;
}

/** One round of one system. Times are in milliseconds; processor time is that of a turn. */
export interface LoadRound {
  turns: number;
  turnsPerSecond: number;
  p50: number;
  p99: number;
  p999: number;
  mostUnderWay: number;
  instanceCpu: number;
  redisCpu: number;
  generatorCpu: number;
}

/** Has people write to each system in turn, as many at a time as are told and each as fast as they are answered. */
export async function measureThroughput(
  generator: Generator,
  systems: readonly System[],
  { conversations, atOnce, thinkMs, rounds, warmUps }: ThroughputWorkload,
): Promise<Measured<LoadRound>[]> {
  const people = crowdOf(conversations);
  const measure = async ({ to, instances, redis }: System): Promise<LoadRound> => {
    const pids = instances.map(({ pid }) => pid);
    const keepers = redis === null ? [] : [redis];
    const [instancesBefore, redisBefore] = [cpuSecondsOf(pids), cpuSecondsOf(keepers)];
    const { times, seconds, cpuSeconds, mostUnderWay } = await generator.hold(to, {
      people,
      concurrency: atOnce,
      thinkMs,
    });
    const perTurn = (spent: number): number => (spent * 1000) / times.length;
    return {
      turns: times.length,
      turnsPerSecond: times.length / seconds,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      p999: percentile(times, 0.999),
      mostUnderWay,
      instanceCpu: perTurn(cpuSecondsOf(pids) - instancesBefore),
      redisCpu: perTurn(cpuSecondsOf(keepers) - redisBefore),
      generatorCpu: perTurn(cpuSeconds),
    };
  };
  return interleaved(systems, rounds, measure, warmUps);
}
