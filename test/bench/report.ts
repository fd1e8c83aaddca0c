import { cpus, loadavg } from 'node:os';
import { figure, ratio, type Measured } from './rounds.js';
import type { Starting } from './starting.js';

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

/** The first side in full, and against each of the others; `goal` is about turns a second against the second side. */
export function printComparison(title: string, measured: Measured[], goal: string): void {
  heading(title, ['turns/s', 'p50 ms', 'p99 ms']);
  for (const each of measured) {
    row(each.name, [
      figure(each, 'turnsPerSecond').toFixed(0),
      figure(each, 'p50').toFixed(2),
      figure(each, 'p99').toFixed(2),
    ]);
  }
  const [whole, ...others] = measured;
  if (!whole) return;
  for (const [index, other] of others.entries()) {
    const values = (['turnsPerSecond', 'p50', 'p99'] as const).map((name) => ratio(whole, other, name));
    row(
      `  whole turn ÷ ${other.name.slice(0, 3)}`,
      values.map((value) => value.toFixed(2)),
      index === 0 ? goal : '',
    );
  }
}

/** The same turns in stores of several sizes, the smallest first. */
export function printGrowth(measured: Measured[]): void {
  heading('Whole turn by conversations stored', ['turns/s', 'p50 ms', 'p99 ms', 'ratio']);
  for (const each of measured) {
    const smallest = measured[0] ?? each;
    row(each.name, [
      figure(each, 'turnsPerSecond').toFixed(0),
      figure(each, 'p50').toFixed(2),
      figure(each, 'p99').toFixed(2),
      ratio(each, smallest, 'turnsPerSecond').toFixed(2),
    ]);
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
