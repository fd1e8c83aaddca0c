import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../content/project-root.js';
import { readScript } from '../../golden/script.js';
import type { Person } from '../side.js';

/** Who writes: kinds of carers, people in danger and people who write Welsh, each as in a golden conversation. */
const talks = {
  adult: ['adult-at-work', 'coventry-carers-trust-separate', 'details-only', 'worcs-adult-hub'],
  parent: ['coventry-parent', 'parent-in-the-car-park', 'parent-fast-way'],
  young: ['coventry-young', 'thurrock-young', 'vale-sixteen'],
  danger: ['coventry-suicide', 'breakdown-today', 'abuse-of-carer-shown'],
  welsh: ['adult-welsh-whole', 'parent-welsh', 'vale-seventeen-welsh', 'suicide-welsh'],
} as const;

/** Everybody's lines, in an order in which the kinds alternate. */
export function everybody(): Person[] {
  const kinds = Object.entries(talks).map(([kind, names]) => names.map((name) => personOf(kind, name)));
  const most = Math.max(...kinds.map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => kinds.flatMap((people) => people[at] ?? [])).flat();
}

/** So many people: everybody in turn, again and again. */
export function crowdOf(count: number): Person[] {
  const all = everybody();
  return Array.from({ length: count }, (_, at) => all[at % all.length]).filter((one) => one !== undefined);
}

function personOf(kind: string, name: string): Person {
  const file = `${name}.talk`;
  const text = readFileSync(join(projectRoot, 'test/golden/conversations', file), 'utf8');
  const { area, steps } = readScript(file, text);
  return { area, language: kind === 'welsh' ? 'cy' : 'en', lines: steps.map(({ says }) => says) };
}
