// `npm run soak -- KILLS SEED`: the kill test of `npm test`, with many more kills.
import { randomInt } from 'node:crypto';
import { endure } from './endurance.js';

const [kills = '200', seed = String(randomInt(2 ** 31))] = process.argv.slice(2);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN);
}

print(`Killing the program ${kills} times, seed ${seed}.`);
const began = performance.now();
const endured = await endure(Number(kills), Number(seed));
const messages = endured.talks.reduce((sum, { person }) => sum + person.said.length, 0);
print(
  `${Math.round((performance.now() - began) / 1000)} s; a start took ${median(endured.startMs)} ms (median).`,
);
for (const moment of new Set(endured.kills)) {
  print(`killed at ${moment}: ${endured.kills.filter((each) => each === moment).length}`);
}
print(
  `${endured.talks.length} people, ${messages} messages, ${endured.texts} texts, ${endured.lookUps} looked up first,`,
);
print(`${endured.referrals} referrals, ${endured.emails} emails with repeats.`);
print(endured.problems.length === 0 ? 'Nothing is wrong.' : endured.problems.join('\n'));
process.exitCode = endured.problems.length === 0 ? 0 : 1;
