// Runs the compiled tests in a process of their own, so that test/run.mjs can watch over it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { root } from '../../server/install.mjs';

/** Files may be chosen by parts of their names: `npm test -- server/email`; those with a part after `!` are left out. */
const parts = process.argv.slice(2);
const wanted = parts.filter((part) => !part.startsWith('!'));
const unwanted = parts.filter((part) => part.startsWith('!')).map((part) => part.slice(1));
const files = readdirSync(join(root, 'dist/test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.js'))
  .filter((path) =>
    // What takes minutes has a command of its own.
    wanted.length === 0 ? !path.includes('server/faults/') : wanted.some((part) => path.includes(part)),
  )
  .filter((path) => !unwanted.some((part) => path.includes(part)))
  .sort()
  .map((path) => join(root, 'dist/test', path));

/** Reports as the spec reporter does, and sends each step to the process that watches. */
class Watched extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.on('hook', (hook) => process.send({ running: hook.fullTitle() }));
    runner.on('test', (test) => process.send({ running: test.fullTitle() }));
    runner.on('fail', (test, error) =>
      process.send({ failure: `${test.fullTitle()}\n${error.stack ?? error.message}` }),
    );
    runner.on('end', () => {
      const { passes, failures, pending } = runner.stats;
      process.send({ passed: passes, failed: failures + pending });
    });
  }
}

// Generous, so that a busy machine fails no test: the process that watches ends what truly hangs.
const mocha = new Mocha({ timeout: 30_000, reporter: Watched, color: process.env.COLOURS === 'yes' });
mocha.files = files;
await mocha.loadFilesAsync();
mocha.run(() => process.disconnect());
