import { expect } from 'chai';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContent } from '../../../content/load.js';
import { overdue } from '../../../content/review/overdue.js';

const main = fileURLToPath(new URL('../../../program/main.js', import.meta.url));

/** The whole program in a process of its own. */
interface Program {
  child: ChildProcess;
  output: () => string;
  /** Resolves to the address it prints. */
  address: Promise<string>;
  /** Resolves to the exit code. */
  ended: Promise<number | null>;
}

describe('the program', function () {
  this.timeout(60_000);
  let dataDir: string;
  let programs: Program[];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fingerpost-program-'));
    programs = [];
  });
  afterEach(async () => {
    for (const { child } of programs) child.kill('SIGKILL');
    await Promise.all(programs.map(({ ended }) => ended));
    await rm(dataDir, { recursive: true });
  });

  function run(env: NodeJS.ProcessEnv = {}): Program {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, ...env },
    });
    let output = '';
    const address = new Promise<string>((resolve) => {
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const found = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (found) resolve(found.replace('localhost', '127.0.0.1'));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
    });
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const program = { child, address, ended, output: () => output };
    programs.push(program);
    return program;
  }

  it('warns of how much of its content is past its day, and starts all the same', async () => {
    const years = 20 * 365 * 24 * 60 * 60_000;
    const clock = `const Now = Date; globalThis.Date = class extends Now {
      constructor(...given) { super(...(given.length > 0 ? given : [Now.now() + ${years}])); }
      static now() { return Now.now() + ${years}; } };`;
    const late = overdue(loadContent(), new Date(Date.now() + years)).length;
    expect(late).to.be.greaterThan(overdue(loadContent(), new Date()).length);
    const program = run({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clock)}` });
    expect((await fetch(`${await program.address}/health/ready`)).status).to.equal(200);
    const logged = program.output().split('\n');
    const [warning, ...others] = logged.filter((line) => line.includes('past its day'));
    expect(others).to.deep.equal([]);
    expect(JSON.parse(warning ?? '{}')).to.deep.include({
      level: 'warn',
      count: late,
      msg: 'Content is past its day: npm run check-content lists it',
    });
  });

  it('is ready at the address it prints, with an empty data folder and nothing set', async () => {
    const address = await run().address;
    const health = (await (await fetch(`${address}/health/ready`)).json()) as {
      ready: boolean;
      lag: unknown;
    };
    expect(health.ready).to.equal(true);
    expect(health.lag).to.deep.include({
      outbox: { waiting: 0, parked: 0, oldestDueSeconds: 0 },
      timersLateSeconds: 0,
    });
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`ends cleanly at ${signal}, and starts again on the same data`, async () => {
      const first = run();
      await first.address;
      first.child.kill(signal);
      expect(await first.ended).to.equal(0);
      await run().address;
    });
  }

  it('says what is wrong with its configuration, and does not start', async () => {
    const program = run({ LOG_LEVEL: 'loud', TWILIO_FROM: '+441632960001' });
    expect(await program.ended).to.equal(1);
    expect(program.output()).to.include('LOG_LEVEL').and.to.include('TWILIO_ACCOUNT_SID');
    expect(program.output()).not.to.include('    at ');
  });

  it('says that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const program = run({ PORT: String(port) });
    expect(await program.ended).to.equal(1);
    expect(program.output()).to.include(`Port ${port} is in use`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('does not share its data with a second start', async () => {
    await run().address;
    const second = run();
    expect(await second.ended).to.equal(1);
    expect(second.output()).not.to.include('    at ');
  });
});
