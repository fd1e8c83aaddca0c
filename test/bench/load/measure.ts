import { join } from 'node:path';
import type { Measured } from '../rounds.js';
import { measureStored, type Growth } from './growth.js';
import { startGenerator, type Generator } from './generate.js';
import { measureOpen, type OpenMeasured } from './open-at-once.js';
import { crowded, type LoadOptions } from './options.js';
import { ration } from './rationed.js';
import { growthReport, headReport, openReport, ratioReport, throughputReport, type Ratio } from './report.js';
import { startSystems, type Systems } from './systems.js';
import { measureThroughput, type LoadRound } from './throughput.js';

export interface LoadParts {
  options: LoadOptions;
  /** For all that is kept meanwhile. */
  folder: string;
  /** Where Botkit is installed; null to leave it out. */
  botkit: string | null;
  /** Gets each part of the report in Markdown as soon as it is there. */
  print: (markdown: string) => void;
  /** Told what is being done, where that takes long. */
  say: (what: string) => void;
}

/** What was measured, of the parts that were asked for. */
export interface LoadMeasured {
  throughput?: Measured<LoadRound>[];
  /** One instance and two on Redis, each running for half of the time; only where there are few processors. */
  rationed?: Measured<LoadRound>[];
  open?: OpenMeasured;
  /** On SQLite, then on Redis. */
  growth?: Growth[];
}

/** Measures all that `options` asks for, and prints it. */
export async function measureLoad(parts: LoadParts): Promise<LoadMeasured> {
  const { options, folder, botkit, print } = parts;
  const wanted = (part: LoadOptions['only']): boolean => options.only === undefined || options.only === part;
  const measured: LoadMeasured = {};
  print(headReport());
  if (wanted('throughput') || wanted('open')) {
    const systems = await startSystems(join(folder, 'systems'), wanted('throughput') ? botkit : null);
    const generator = startGenerator();
    try {
      if (wanted('throughput')) Object.assign(measured, await throughput(parts, systems, generator));
      if (wanted('open')) measured.open = await open(parts, systems, generator);
    } finally {
      await generator.stop();
      await systems.stop();
    }
  }
  if (wanted('growth')) measured.growth = await growth(parts);
  return measured;
}

async function throughput(
  { options, print }: LoadParts,
  systems: Systems,
  generator: Generator,
): Promise<Pick<LoadMeasured, 'throughput' | 'rationed'>> {
  const { rounds, conversations, think: thinkMs, 'at-once': atOnce, 'warm-ups': warmUps } = options;
  const workload = { rounds, conversations, thinkMs, atOnce, warmUps };
  const { sqlite, redisOne, redisTwo, bare, botkit } = systems;
  const all = [sqlite, redisOne, redisTwo, bare, ...(botkit ? [botkit] : [])];
  const measured = await measureThroughput(generator, all, workload);
  print(throughputReport(measured, workload));
  const [onSqlite, onRedis, onTwo, bareBot, other] = measured;
  if (!onSqlite || !onRedis || !onTwo || !bareBot) throw new Error('Something was not measured.');
  const goals: Ratio[] = [
    { of: onSqlite, to: bareBot, goal: 0.8 },
    { of: onRedis, to: bareBot, goal: 0.8 },
    { of: onTwo, to: onRedis, goal: 1.7 },
    ...(other
      ? [
          { of: onSqlite, to: other, goal: null },
          { of: onRedis, to: other, goal: null },
        ]
      : []),
  ];
  if (!crowded()) {
    print(ratioReport(goals, []));
    return { throughput: measured };
  }
  const pids = [...redisOne.instances, ...redisTwo.instances].map(({ pid }) => pid);
  const both = [...new Set(pids)];
  const endRation = ration(both, both.length);
  let rationed: Measured<LoadRound>[];
  try {
    rationed = await measureThroughput(generator, [redisOne, redisTwo], { ...workload, warmUps: 1 });
  } finally {
    endRation();
  }
  const [one, two] = rationed.map((each) => ({ ...each, name: `${each.name}, rationed` }));
  if (!one || !two) throw new Error('Something was not measured.');
  print(
    ratioReport(
      [...goals, { of: two, to: one, goal: 1.7 }],
      [
        'There are too few processors here for two instances beside Redis and the people: what limits two of them is the ' +
          'machine. *Rationed*, each instance runs for half of the time, never at the same time as the other, so that the ' +
          'second brings processor time of its own.',
      ],
    ),
  );
  return { throughput: measured, rationed };
}

async function open(
  { options, print }: LoadParts,
  { sqlite }: Systems,
  generator: Generator,
): Promise<OpenMeasured> {
  const workload = {
    least: Math.min(250, options.open),
    most: options.open,
    thinkMs: options.pause,
    windows: 3,
    windowMs: Math.min(5_000, options.pause),
  };
  const measured = await measureOpen(generator, sqlite, workload);
  print(openReport(sqlite.name, measured, workload));
  return measured;
}

/** The smallest store, and how many times larger each next one is. */
const leastStored = 1_000;
const step = 10;
/** 1,000 conversations hold no more that can be forgotten. */
const mostRounds = 8;

async function growth({ options, folder, print, say }: LoadParts): Promise<Growth[]> {
  const { stored, 'stored-on-redis': onRedis = stored } = options;
  const rounds = Math.min(options.rounds, mostRounds);
  const measured: Growth[] = [];
  for (const [kind, most] of [['SQLite', stored] as const, ['Redis', onRedis] as const]) {
    const sizes = [];
    for (let size = leastStored; size < most; size *= step) sizes.push(size);
    sizes.push(most);
    const one = await measureStored(kind, { folder, sizes, rounds }, say);
    print(growthReport(one));
    measured.push(one);
  }
  return measured;
}
