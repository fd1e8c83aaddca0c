import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '../../../server/operations/logger.js';
import { Replay } from '../../../server/spool/replay.js';
import { Spool } from '../../../server/spool/spool.js';
import { StoreUnavailable } from '../../../server/store/errors.js';

const noon = new Date('2026-11-22T12:00:00.000Z');

describe('what is held until the store is back', function () {
  this.timeout(20_000);
  let folder: string;
  let spool: Spool;
  let replay: Replay;
  let away: boolean;
  let ran: string[];
  /** What happens to a message when it is run. */
  let meets: (body: string) => void;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replay-'));
    spool = await Spool.open({ folder, maxBytes: 1_000_000, dataKeys: [] });
    away = false;
    ran = [];
    meets = () => undefined;
    replay = new Replay({
      spool,
      store: {
        check: () => (away ? Promise.reject(new StoreUnavailable('The store is away.')) : Promise.resolve()),
      },
      run: async (body) => {
        await Promise.resolve();
        meets(body);
        ran.push(body);
      },
      logger: createLogger({ level: 'silent' }),
      pauseMs: 5,
    });
  });
  afterEach(async () => {
    await replay.stop();
    await spool.close();
    await rm(folder, { recursive: true });
  });

  const hold = (who: string, body: string): Promise<void> => spool.add({ id: `SM-${body}`, who, body }, noon);
  async function waitFor(waiting: number): Promise<void> {
    while (spool.counts().waiting > waiting) await sleep(2);
  }
  const of = (who: string): string[] => ran.filter((body) => body.startsWith(who));

  it("is run once, everybody's in the order in which it came", async () => {
    for (let count = 100; count < 200; count += 1) await hold('a', `a ${count}`);
    for (let count = 100; count < 200; count += 1) await hold('b', `b ${count}`);
    replay.start();
    await waitFor(0);
    expect(ran).to.have.length(200);
    expect(of('a')).to.deep.equal([...of('a')].sort());
    expect(of('b')).to.deep.equal([...of('b')].sort());
  });

  it('stays while the store is away, and is run when it is back', async () => {
    away = true;
    await hold('a', 'a 1');
    replay.start();
    await hold('a', 'a 2');
    replay.wake();
    await sleep(30);
    expect(ran).to.deep.equal([]);
    away = false;
    await waitFor(0);
    expect(ran).to.deep.equal(['a 1', 'a 2']);
  });

  it('waits with the message at which the store went away again', async () => {
    let met = 0;
    meets = (body) => {
      if (body === 'a 2' && met++ < 3) throw new StoreUnavailable('The store is away.');
    };
    for (const body of ['a 1', 'a 2', 'a 3']) await hold('a', body);
    replay.start();
    await waitFor(0);
    expect(ran).to.deep.equal(['a 1', 'a 2', 'a 3']);
    expect(spool.counts().parked).to.equal(0);
  });

  it('is put aside when it cannot be run, and holds up nobody else, and its person not for ever', async () => {
    let met = 0;
    meets = (body) => {
      if (body !== 'a 1') return;
      met += 1;
      throw new Error('It cannot be run.');
    };
    for (const body of ['a 1', 'a 2']) await hold('a', body);
    await hold('b', 'b 1');
    replay.start();
    await waitFor(0);
    expect(ran).to.deep.equal(['b 1', 'a 2']);
    expect(met).to.equal(5);
    expect(spool.counts()).to.include({ waiting: 0, parked: 1 });
  });
});
