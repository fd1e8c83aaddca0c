import { availableParallelism, cpus, loadavg } from 'node:os';
import { figure, ratio, type Measured } from '../rounds.js';
import type { Growth } from './growth.js';
import { kibibytes, mebibytes, number, range, table } from './markdown.js';
import type { OpenMeasured, OpenWorkload } from './open-at-once.js';
import type { LoadRound, ThroughputWorkload } from './throughput.js';

/** Where, and on what, the figures were taken. */
export function headReport(): string {
  const [processor] = cpus();
  return [
    '# Load',
    '',
    `${availableParallelism()} × ${processor?.model ?? 'unknown processor'}, Node ${process.version}, ${process.platform}, ` +
      `load ${number(loadavg()[0] ?? NaN, 1)} before it began. People, instances and Redis share these processors. ` +
      'Figures are medians of interleaved rounds, ratios are paired by round, and in brackets stands the range of the rounds.',
  ].join('\n');
}

/** Each system, and the first ones as multiples of the `beside`. */
export function throughputReport(
  measured: readonly Measured<LoadRound>[],
  { atOnce, thinkMs, rounds }: ThroughputWorkload,
): string {
  const rows = measured.map((each) => [
    each.name,
    `${number(figure(each, 'turnsPerSecond'))} (${range(each.rounds.map(({ turnsPerSecond }) => turnsPerSecond))})`,
    number(figure(each, 'p50'), 1),
    number(figure(each, 'p99'), 1),
    number(figure(each, 'p999'), 1),
    number(figure(each, 'instanceCpu'), 2),
    number(figure(each, 'redisCpu'), 2),
    number(figure(each, 'generatorCpu'), 2),
  ]);
  return [
    `## Turns: ${atOnce} people at once, who think for ${number(thinkMs / 2)} ms on average; ${rounds} rounds`,
    '',
    table(
      ['', 'turns/s', 'p50 ms', 'p99 ms', 'p99.9 ms', 'CPU ms a turn', 'of Redis', 'of the people'],
      rows,
    ),
  ].join('\n');
}

/** What is set beside what, and what is wanted of it. */
export interface Ratio {
  of: Measured<LoadRound>;
  to: Measured<LoadRound>;
  goal: number | null;
}

export function ratioReport(ratios: readonly Ratio[], notes: readonly string[]): string {
  const rows = ratios.map(({ of, to, goal }) => {
    const each = of.rounds.map(
      (round, index) => round.turnsPerSecond / (to.rounds[index]?.turnsPerSecond ?? NaN),
    );
    return [
      `${of.name} ÷ ${to.name}`,
      `${number(ratio(of, to, 'turnsPerSecond'), 2)} (${range(each, 2)})`,
      number(1 / ratio(of, to, 'instanceCpu'), 2),
      goal === null ? '' : number(goal, 1),
    ];
  });
  return [
    table(['', 'turns/s', 'turns a CPU second', 'goal'], rows),
    ...notes.map((note) => `\n${note}`),
  ].join('\n');
}

export function openReport(name: string, measured: OpenMeasured, { thinkMs }: OpenWorkload): string {
  const { levels, doubledAt, idleBytes, bytesPerConversation } = measured;
  const rows = levels.map((level) => [
    number(level.open),
    number(level.turnsPerSecond),
    number(level.p50, 1),
    number(level.p99, 1),
    number(level.busy, 2),
    mebibytes(level.residentBytes),
  ]);
  const doubled =
    doubledAt === null
      ? `p99 did not double up to ${number(levels.at(-1)?.open ?? 0)}.`
      : `p99 has doubled at ${number(doubledAt)}.`;
  return [
    `## Conversations open at once: ${name}, people who think for ${number(thinkMs / 1000, 1)} s on average`,
    '',
    table(['open WebSockets', 'turns/s', 'p50 ms', 'p99 ms', 'processors busy', 'resident MB'], rows),
    '',
    `${doubled} Idle before the first: ${mebibytes(idleBytes)} MB. Each further open conversation took ` +
      `${kibibytes(bytesPerConversation)} KB of resident memory, what its turns left behind included.`,
  ].join('\n');
}

/** By the size of the store: turns one at a time, and everything that looks for something. */
export function growthReport({ kind, sizes, turns, operations, fillSeconds }: Growth): string {
  const [smallest] = operations;
  const [fewest] = turns;
  if (!smallest || !fewest) throw new Error('Nothing was stored.');
  const beside = (values: string[], multiples: string[]): string[] =>
    values.map((value, index) => (index === 0 ? value : `${value} (× ${multiples[index] ?? ''})`));
  const turnRows = (['p50', 'p99', 'cpu'] as const).map((name) => [
    name === 'cpu' ? 'a turn, CPU ms' : `a turn, ${name} ms`,
    ...beside(
      turns.map((each) => number(figure(each, name), 2)),
      turns.map((each) => number(ratio(each, fewest, name), 2)),
    ),
  ]);
  const rows = Object.keys(smallest.rounds[0] ?? {}).map((name) => [
    `${name}, µs`,
    ...beside(
      operations.map((each) => number(figure(each, name))),
      operations.map((each) => number(ratio(each, smallest, name), 2)),
    ),
  ]);
  const filled = fillSeconds.map((seconds) => `${number(seconds)} s`).join(', ');
  return [
    `## By conversations stored, on ${kind}`,
    '',
    table(['', ...sizes.map((size) => number(size))], [...turnRows, ...rows]),
    '',
    'One in ten waits at the desk, one in five is held there, one in twenty has a text that is due and one in twenty a timer: ' +
      `what grows here grows with the queues alone. Filled by commits of the store's own, in ${filled}.`,
  ].join('\n');
}
