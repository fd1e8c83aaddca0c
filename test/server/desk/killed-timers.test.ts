import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore } from '../../../server/store/sqlite/sqlite-store.js';
import { startProgram } from '../whole/program.js';
import { House, vale } from './house.js';

const people = 120;
const kills = 6;
/** The longest after its start that the program is killed, in milliseconds: its timers take about as long. */
const longestLife = 120;

describe('timers of the desk in a program that is killed', function () {
  this.timeout(180_000);
  let house: House;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-'));
    house = await House.open({
      open: () => openSqliteStore(join(folder, 'fingerpost.db')),
      discard: () => rm(folder, { recursive: true }),
    });
  });
  afterEach(() => house.close());

  it('are each run once, whatever the program was doing when it was killed', async () => {
    house.setTime(new Date(Date.now() - 20 * 60_000));
    const ids: string[] = [];
    for (let count = 0; count < people; count += 1)
      ids.push(await house.text('I am going to kill myself', `+4477009${String(10_000 + count)}`));
    const alerted = async (): Promise<number[]> =>
      Promise.all(ids.map(async (id) => (await house.kinds(id)).filter((kind) => kind === 'alerted').length));
    expect(await alerted()).to.deep.equal(ids.map(() => 0));

    const done: number[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await house.restart(async () => {
        const program = startProgram({ DATA_DIR: folder, DUTY_SMS: `${vale}=+447700900900` });
        await program.address;
        await sleep(Math.random() * longestLife);
        program.child.kill('SIGKILL');
        await program.ended;
      });
      const counts = await alerted();
      expect(Math.max(...counts), 'never twice').to.be.at.most(1);
      done.push(counts.reduce((sum, each) => sum + each, 0));
    }

    // What was lent to a program that was killed is lent again once its lease has run out.
    house.setTime(new Date(Date.now() + 2 * 60_000));
    await house.desk.timers.runDue();
    expect(await alerted(), `done when it was killed: ${done.join(', ')}`).to.deep.equal(ids.map(() => 1));
    const texts = await Promise.all(
      ids.map(async (id) =>
        (await house.store.outboxOf(id)).filter(
          ({ payload }) => payload.kind === 'message' && payload.to === '+447700900900',
        ),
      ),
    );
    expect(texts.map((sent) => sent.length)).to.deep.equal(ids.map(() => 1));
  });
});
