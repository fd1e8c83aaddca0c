// `npm test`: installs what the tests need, builds, checks style, runs every test, and counts them on the last line.
// `npm run test:stores`: what has to go the same on every store, whole, on each of the others.
import { fork, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, isBuilt } from '../server/build.mjs';
import { checkNode, install, root, StartFailure } from '../server/install.mjs';
import { findChromium } from './support/chromium.mjs';
import { findRedis } from './support/redis.mjs';

const longestRun = 20 * 60_000;
const longestExit = 20_000;
/** What has to go the same on every store. */
const golden = 'golden/golden';
const sameOnEach = [golden, 'server/desk/'];
/** What of it each store is held to in the short form, and to how many of the golden conversations: one in so many. */
const otherStores = [
  { store: 'redis', wanted: sameOnEach, sample: '4' },
  { store: 'cluster', wanted: [golden], sample: '12' },
  { store: 'sentinel', wanted: [golden], sample: '12' },
];
const wholeOnEach = process.argv.includes('--stores');
const filters = process.argv.slice(2).filter((arg) => arg !== '--stores');
const counts = { passed: 0, failed: 0 };

/** Does what the tests need first. Counts only as a failure. */
function prepare(name, step) {
  try {
    step();
    return true;
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    counts.failed += 1;
    console.log(`  ✗ ${name}\n${error.message}`);
    return false;
  }
}

/** Counts one check as one test. */
function check(name, step) {
  if (!prepare(name, step)) return;
  counts.passed += 1;
  console.log(`  ✔ ${name}`);
}

function tool(script, args) {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) throw new StartFailure(`${result.stdout}${result.stderr}`);
}

/** Runs mocha in a process of its own; says what was running when it takes too long, or stays open when all is done. */
function runMocha(wanted, more) {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_ENV: 'test', ...more };
    const child = fork(join(root, 'test/support/mocha.mjs'), wanted, { cwd: root, env });
    const fail = (why) => {
      counts.failed += 1;
      console.log(`\n${why}`);
    };
    let running = 'loading the tests';
    let ended = false;
    let gaveUp = false;
    const giveUp = () => {
      gaveUp = true;
      fail(ended ? 'All tests ended, but something they opened is still open.' : `Took too long: ${running}`);
      child.kill('SIGKILL');
    };
    let watchdog = setTimeout(giveUp, longestRun);
    child.on('message', (message) => {
      running = message.running ?? running;
      if (message.passed === undefined) return;
      ended = true;
      counts.passed += message.passed;
      counts.failed += message.failed;
      if (message.passed + message.failed === 0) fail('No test was found.');
      clearTimeout(watchdog);
      watchdog = setTimeout(giveUp, longestExit);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(watchdog);
      if (!gaveUp && (!ended || code !== 0)) fail(`The tests stopped (${signal ?? code}) at: ${running}`);
      resolve();
    });
  });
}

process.chdir(root);
let chromium;
let redis;
const ready =
  prepare('this Node is new enough', () => checkNode()) &&
  prepare('packages are installed', install) &&
  prepare('Chromium is installed', () => (chromium = findChromium())) &&
  prepare('Redis is there', () => (redis = findRedis())) &&
  prepare('everything compiles', () => isBuilt() || build());
if (ready) {
  if (filters.length === 0 && !wholeOnEach) {
    check('eslint finds nothing', () => tool('eslint/bin/eslint.js', ['--max-warnings=0', '.']));
    check('prettier finds nothing', () =>
      tool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
    );
  }
  const programs = { CHROMIUM_PATH: chromium, REDIS_SERVER_PATH: redis };
  if (!wholeOnEach) await runMocha(filters, programs);
  for (const { store, wanted, sample } of filters.length === 0 ? otherStores : []) {
    console.log(`\nThe same on another store: ${store}`);
    const on = { ...programs, TEST_STORE: store };
    await (wholeOnEach
      ? runMocha(sameOnEach, { ...on, GOLDEN_SAMPLE: '1' })
      : runMocha(wanted, { ...on, GOLDEN_SAMPLE: sample }));
  }
}
process.exitCode = counts.failed === 0 ? 0 : 1;
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
