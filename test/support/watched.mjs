// Runs mocha in a process of its own and watches over it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../server/install.mjs';

const longestRun = 20 * 60_000;
const longestExit = 20_000;
const longestOutputMs = 2_000;

/**
 * Runs the tests of which the path has one of `wanted` in it, and none of those that `!` stands before; says what was
 * running when it takes too long, or stays open when all is done.
 * @param print is given all that the tests print, as they do
 * @returns how many passed and failed, and what is to be said of each that failed
 */
export function runWatched(wanted, env, print) {
  return new Promise((resolve) => {
    const counts = { passed: 0, failed: 0, failures: [] };
    const child = fork(join(root, 'test/support/mocha.mjs'), wanted, {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test', ...env, COLOURS: process.stdout.isTTY ? 'yes' : 'no' },
      silent: true,
    });
    child.stdout.setEncoding('utf8').on('data', print);
    child.stderr.setEncoding('utf8').on('data', print);
    const fail = (why) => {
      counts.failed += 1;
      counts.failures.push(why);
      print(`\n${why}\n`);
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
      if (message.failure !== undefined) counts.failures.push(message.failure);
      if (message.passed === undefined) return;
      ended = true;
      counts.passed += message.passed;
      counts.failed += message.failed;
      if (message.passed + message.failed === 0) fail('No test was found.');
      clearTimeout(watchdog);
      watchdog = setTimeout(giveUp, longestExit);
    });
    const printed = once(child, 'close');
    child.on('exit', async (code, signal) => {
      clearTimeout(watchdog);
      // Something that the tests started may hold their output open and outlive them.
      await Promise.race([printed, pause(longestOutputMs, undefined, { ref: false })]);
      if (!gaveUp && (!ended || code !== 0)) fail(`The tests stopped (${signal ?? code}) at: ${running}`);
      resolve(counts);
    });
  });
}
