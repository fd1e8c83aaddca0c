import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../content/project-root.js';
import { commitAlone } from './commit-alone.js';
import { measureDesk } from './desk.js';
import { measureGrowth } from './growth.js';
import { openWholeTurn, waterfallInProcess, type WholeTurn } from './in-process.js';
import { area, lines } from './lines.js';
import { bareOverHttp, fingerpostOverHttp } from './over-http.js';
import { residentBytes, startFingerpost, startProgram } from './program.js';
import { printComparison, printDesk, printHead, printStarting, printUnderstanding } from './report.js';
import { compare } from './rounds.js';
import { measureStarting } from './starting.js';
import { measureUnderstanding } from './understanding.js';

const quick = process.argv.includes('--quick');
const rounds = 5;
/** A program serves for weeks, and goes on being compiled for tens of thousands of turns. */
const warmUps = quick ? 1 : 4;
const goal = 'goal: at least 0.50 turns/s of (a)';
/** How often the program is started on each folder. */
const starts = quick ? 3 : 5;
const atTheDesk = { conversations: 200, advisers: 20, exchanges: quick ? 3 : 15, rounds };
const sizes = [100, 1_000, 10_000];
const paces = [
  { concurrency: 1, conversations: quick ? 6 : 60 },
  { concurrency: 32, conversations: quick ? 32 : 256 },
];

async function inProcess(folder: string): Promise<void> {
  const whole = await openWholeTurn(folder, 'whole turn, durable on SQLite');
  await mustRefer(whole);
  const bare = waterfallInProcess();
  for (const pace of paces) {
    const measured = await compare([whole, bare, commitAlone(whole)], { ...pace, lines, rounds });
    printComparison(`In process, ${pace.concurrency} at a time`, 'in process', measured);
  }
  await whole.close();
}

/** Figures are compared over months: they must not quietly become those of a shorter conversation. */
async function mustRefer(whole: WholeTurn): Promise<void> {
  const { turns, store } = whole;
  const { conversationId } = await turns.open(area, 'en');
  for (const line of lines) await whole.resume(conversationId).say(line);
  const referrals = await store.referralsOf(conversationId);
  if (referrals.length === 0)
    throw new Error('The lines of the bench lead to a referral no longer: mend lines.ts.');
}

/** Returns the resident memory of the program at the end, in bytes. */
async function overHttp(folder: string): Promise<number> {
  const [fingerpost, waterfall, json] = await Promise.all([
    startFingerpost(folder),
    startProgram('./serve-waterfall.js'),
    startProgram('./serve-json.js'),
  ]);
  const sides = [
    fingerpostOverHttp(fingerpost),
    bareOverHttp('(a) bare waterfall bot, Express', waterfall, true),
    bareOverHttp('(b) bare Express JSON handler', json, false),
  ];
  for (const pace of paces) {
    const measured = await compare(sides, { ...pace, lines, rounds, warmUps });
    printComparison(`Over HTTP, ${pace.concurrency} at a time`, 'over HTTP', measured, goal);
  }
  const bytes = await residentBytes(fingerpost);
  await Promise.all([fingerpost, waterfall, json].map((program) => program.stop()));
  return bytes;
}

// Beside the real data, so that the disk is the one that the program would use.
await mkdir(join(projectRoot, 'data'), { recursive: true });
const folder = await mkdtemp(join(projectRoot, 'data', 'bench-'));
try {
  printHead(lines.length, rounds);
  printUnderstanding(await measureUnderstanding(quick ? 150 : Infinity));
  await inProcess(join(folder, 'in-process'));
  const afterLoad = await overHttp(join(folder, 'over-http'));
  printDesk(atTheDesk, await measureDesk(join(folder, 'desk'), atTheDesk));
  printComparison('By conversations stored', 'in process', await measureGrowth(folder, sizes, rounds));
  const most = sizes.at(-1) ?? 0;
  const empty = await measureStarting(starts, (time) => join(folder, `empty-${time}`));
  const full = await measureStarting(starts, () => join(folder, String(most)));
  printStarting(
    [
      { name: 'started on an empty folder, idle', starting: empty },
      { name: `started on ${most.toLocaleString('en-GB')} stored conversations, idle`, starting: full },
    ],
    afterLoad,
  );
} finally {
  await rm(folder, { recursive: true });
}
