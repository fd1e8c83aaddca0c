import { cpus, loadavg } from 'node:os';
import { figure, ratio, type Measured } from './rounds.js';
import type { DeskFigures, DeskWorkload } from './desk.js';
import type { Starting } from './starting.js';
import type { UnderstandingMeasured } from './understanding.js';

const nameWidth = 44;
const numberWidth = 10;

/** Where, and on what, the figures were taken. */
export function printHead(linesInConversation: number, rounds: number): void {
  const [processor] = cpus();
  print(
    `Fingerpost's bench: ${linesInConversation} lines a conversation, medians of ${rounds} interleaved rounds, ratios paired by round.`,
  );
  print(
    `${cpus().length} × ${processor?.model ?? 'unknown processor'}, Node ${process.version}, ${process.platform}, load ${loadavg()[0]?.toFixed(1) ?? '?'} before it began.`,
  );
}

const columns = [
  { title: 'turns/s', figure: 'turnsPerSecond', digits: 0 },
  { title: 'p50 ms', figure: 'p50', digits: 2 },
  { title: 'p99 ms', figure: 'p99', digits: 2 },
  { title: 'CPU ms', figure: 'cpu', digits: 2 },
] as const;

/** Which process a comparison's processor time is that of: everything runs in ours, or only the client does. */
export type Where = 'in process' | 'over HTTP';

/** The sides with their figures, then the first side as a multiple of each of the others. */
export function printComparison(title: string, where: Where, measured: Measured[], goal = ''): void {
  // Over HTTP this process is the client, whose own cost is of no interest.
  const shown = columns.filter((column) => where === 'in process' || column.figure !== 'cpu');
  heading(
    title,
    shown.map((column) => column.title),
  );
  for (const each of measured) {
    row(
      each.name,
      shown.map((column) => figure(each, column.figure).toFixed(column.digits)),
    );
  }
  const [first, ...others] = measured;
  if (!first) return;
  for (const [index, other] of others.entries()) {
    row(
      `  first ÷ ${other.name}`,
      shown.map((column) => `× ${ratio(first, other, column.figure).toFixed(2)}`),
      index === 0 ? goal : '',
    );
  }
}

/** Starts, one row for each thing that a program was started on. */
export function printStarting(rows: { name: string; starting: Starting }[], afterLoadBytes: number): void {
  heading('The program', ['ready s', 'MB']);
  for (const [index, { name, starting }] of rows.entries()) {
    const values = [starting.secondsToReady.toFixed(2), megabytes(starting.idleBytes)];
    row(name, values, index === 0 ? 'goal: within 2 s' : '');
  }
  row('after the conversations over HTTP above', ['', megabytes(afterLoadBytes)]);
}

/** The desk beside a bare echo by server-sent events. */
export function printDesk({ conversations, advisers }: DeskWorkload, measured: DeskFigures[]): void {
  heading(`The desk, ${conversations} conversations held, ${advisers} advisers streaming`, [
    'p50 ms',
    'p99 ms',
  ]);
  for (const { name, p50, p99, bareP50, bareP99, ratioP50, ratioP99 } of measured) {
    row(name, [p50.toFixed(2), p99.toFixed(2)]);
    row('  the same by a bare echo', [bareP50.toFixed(2), bareP99.toFixed(2)]);
    row('  first ÷ bare echo', [`× ${ratioP50.toFixed(2)}`, `× ${ratioP99.toFixed(2)}`]);
  }
}

/** Understanding beside @nlpjs/basic, trained on the same phrases. */
export function printUnderstanding(measured: UnderstandingMeasured): void {
  const { sides, learnt, asked, modelBytes, loadMs, rulesMs, bytes } = measured;
  heading(`Understanding, ${learnt} phrases learnt, ${asked} asked`, [
    'carer %',
    'topic %',
    'p50 ms',
    'p99 ms',
    'train s',
  ]);
  for (const [index, { name, carer, topic, p50, p99, trainingSeconds }] of sides.entries()) {
    const values = [(carer * 100).toFixed(1), (topic * 100).toFixed(1), p50.toFixed(3), p99.toFixed(3)];
    const goal = 'goal: ahead, ten times as fast, p99 under 1 ms';
    row(name, [...values, trainingSeconds.toFixed(1)], index === 0 ? goal : '');
  }
  row('model, MB; loaded in, ms', [megabytes(modelBytes), loadMs.toFixed(0)], 'goal: ready in under 300 ms');
  row('rules compiled in, ms; model and rules, MB', [rulesMs.toFixed(0), megabytes(bytes)]);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}

function heading(title: string, columns: string[]): void {
  print('');
  row(title, columns);
  print('─'.repeat(nameWidth + columns.length * numberWidth));
}

function row(name: string, values: string[], note = ''): void {
  print(
    `${name.padEnd(nameWidth)}${values.map((value) => value.padStart(numberWidth)).join('')}   ${note}`.trimEnd(),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
