// `npm test`: installs what the tests need, builds, checks style, runs every test, and counts them on the last line.
// `npm run test:stores`: what has to go the same on every store, whole, on each of the others.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, isBuilt } from '../server/build.mjs';
import { checkNode, install, root, StartFailure } from '../server/install.mjs';
import { findChromium } from './support/chromium.mjs';
import { findRedis } from './support/redis.mjs';
import { runWatched } from './support/watched.mjs';

/** Two cores are what everybody has. */
const atOnce = 2;
/** The tests in shares that take about as long as each other; what no share has is one more. */
const shares = [['server/whole/'], ['browser/'], ['golden/', 'server/store/', 'server/desk/']];
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
/** Said again at the end, where whoever is shown only the last of the output finds it. */
const failures = [];
const longestFailure = 2_000;

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

/** A tool that has nothing to say when all is well. Counts as one test. */
const tool = (name, script, args) => ({
  name,
  run: async (print) => {
    const command = [join(root, 'node_modules', script), ...args];
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
    try {
      await promisify(execFile)(process.execPath, command, options);
      print(`  ✔ ${name}\n`);
      return { passed: 1, failed: 0, failures: [] };
    } catch ({ stdout, stderr }) {
      const why = `${name}\n${stdout}${stderr}`;
      print(`  ✗ ${why}`);
      return { passed: 0, failed: 1, failures: [why] };
    }
  },
});

/** Tests in a process of their own. */
const tests = (name, wanted, env) => ({ name, run: (print) => runWatched(wanted, env, print) });

/** Everything, the longest first: what is begun last then leaves a core idle for the least time. */
function everything(programs) {
  const rest = shares.flat().map((part) => `!${part}`);
  return [
    ...shares.map((share) => tests(share.join(', '), share, programs)),
    tests('All other tests', rest, programs),
    ...stores(programs),
    tool('eslint finds nothing', 'eslint/bin/eslint.js', ['--max-warnings=0', '.']),
    tool('prettier finds nothing', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  ];
}

function stores(programs) {
  return otherStores.map(({ store, wanted, sample }) => {
    const env = { ...programs, TEST_STORE: store, GOLDEN_SAMPLE: wholeOnEach ? '1' : sample };
    return tests(`The same on another store: ${store}`, wholeOnEach ? sameOnEach : wanted, env);
  });
}

/** Runs them some at a time. What each prints comes whole, when it has ended; or at once where there is only one. */
async function runAll(jobs) {
  const queue = [...jobs];
  const work = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const printed = [];
      const alone = jobs.length === 1;
      if (!alone) console.log(`Begun: ${job.name}`);
      const result = await job.run((text) => (alone ? process.stdout.write(text) : printed.push(text)));
      const { passed, failed } = result;
      if (!alone) console.log(`\n${job.name}: ${passed} passed, ${failed} failed\n${printed.join('')}`);
      counts.passed += passed;
      counts.failed += failed;
      failures.push(...result.failures.map((failure) => `${job.name}: ${failure}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function chosen(programs) {
  if (wholeOnEach) return stores(programs);
  return filters.length > 0 ? [tests(filters.join(', '), filters, programs)] : everything(programs);
}

process.chdir(root);
const programs = {};
const ready =
  prepare('this Node is new enough', () => checkNode()) &&
  prepare('packages are installed', install) &&
  prepare('Chromium is installed', () => (programs.CHROMIUM_PATH = findChromium())) &&
  prepare('Redis is there', () => (programs.REDIS_SERVER_PATH = findRedis())) &&
  prepare('everything compiles', () => isBuilt() || build());
if (ready) await runAll(chosen(programs));
for (const failure of failures) console.log(`\n  ✗ ${failure.slice(0, longestFailure)}`);
process.exitCode = counts.failed === 0 ? 0 : 1;
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
