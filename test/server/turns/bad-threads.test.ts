import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TurnInput } from '../../../bot/turn/bot.js';
import { loadContent } from '../../../content/load.js';
import { emptyDiary } from '../../../dialogs/booking/diary.js';
import { createLogger } from '../../../server/operations/logger.js';
import { ThreadLost, ThreadsUnavailable, TurnTookTooLong } from '../../../server/turns/threads/errors.js';
import { HungTurns } from '../../../server/turns/threads/hung-turns.js';
import { TurnThread } from '../../../server/turns/threads/turn-thread.js';
import { TurnThreads } from '../../../server/turns/threads/turn-threads.js';

const area = loadContent().areas.get('vale-of-glamorgan')!;
const known = { areas: null, recogniser: null, logLevel: 'silent', base: 'http://localhost' };
const logger = createLogger({ level: 'silent' });
/** Long for a thread that answers, also on a busy machine. */
const patience = { readyMs: 20_000, turnMs: 2_000 };

const saying = (text: string): TurnInput => ({
  ...{ area, kept: null, language: null, said: { text, media: 0 }, writesFrom: null },
  now: new Date('2026-11-23T10:00:00Z'),
});
const startThread = (file: string): TurnThread => new TurnThread(new URL(file, import.meta.url));
const bad = './bad-thread.js';

describe('a thread that fails', function () {
  this.timeout(60_000);
  let threads: TurnThreads;
  let started: number;
  afterEach(() => threads.stop());

  /** One thread, and those that take its place in turn; the last of them again and again. */
  function begin(files: string[], within = patience): void {
    started = 0;
    const newThread = (): TurnThread => startThread(files[Math.min(started++, files.length - 1)]!);
    threads = new TurnThreads(known, { count: 1, patience: within, newThread }, logger);
  }
  const failure = (text: string): Promise<unknown> =>
    threads.run(saying(text)).then(
      () => null,
      (error: unknown) => error,
    );
  const answer = async (text: string): Promise<string | undefined> =>
    (await threads.run(saying(text))).messages[0]?.text;

  it('because a turn hangs is ended: that turn fails and is not run again, and the others there are', async () => {
    begin([bad]);
    await threads.ready();
    const [hung, beside] = await Promise.all([failure('hang'), answer('hello')]);
    expect(hung).to.be.instanceOf(TurnTookTooLong);
    expect(beside).to.equal('answered');
    expect(started).to.equal(2);
    expect(await failure('hang'), 'at once').to.be.instanceOf(TurnTookTooLong);
    expect(await answer('hello')).to.equal('answered');
    expect(started, 'none was lost to the same turn again').to.equal(2);
  });

  it('because a turn waits for ever is ended by that turn, and none that was answered since is to blame', async () => {
    begin([bad]);
    await threads.ready();
    const waiting = failure('wait');
    expect(await answer('hello')).to.equal('answered');
    expect(await waiting).to.be.instanceOf(TurnTookTooLong);
    expect(await answer('hello')).to.equal('answered');
    expect(started).to.equal(2);
  });

  it('is not what one is that waits for the store, however long', async () => {
    begin([bad]);
    await threads.ready();
    const diary = { ...emptyDiary, free: () => sleep(patience.turnMs * 1.5).then(() => []) };
    expect((await threads.run({ ...saying('look'), diary })).messages[0]?.text).to.equal('answered');
    expect(started).to.equal(1);
  });

  it('because a turn kills it fails that turn at the second time, and goes on with the next', async () => {
    begin([bad]);
    await threads.ready();
    expect(await failure('die')).to.be.instanceOf(ThreadLost);
    expect(await answer('hello')).to.equal('answered');
    expect(started).to.equal(3);
  });

  it('to get ready is replaced, also again, and it is told that none is ready meanwhile', async () => {
    begin(['./silent-thread.js', './broken-thread.js', bad], { ...patience, readyMs: 500 });
    expect(threads.readyCount).to.equal(0);
    expect(await failure('hello')).to.be.instanceOf(ThreadsUnavailable);
    while (threads.readyCount === 0) await sleep(5);
    expect(started).to.be.at.least(3);
    expect(await answer('hello')).to.equal('answered');
  });
});

describe('turns that hung', () => {
  it('are known for a minute by their words and their conversation, and only so many', () => {
    let now = 0;
    const hung = new HungTurns(() => now);
    hung.add(saying('one'));
    expect(hung.has(saying('one'))).to.equal(true);
    expect(hung.has(saying('two'))).to.equal(false);
    expect(hung.has({ ...saying('one'), kept: '{"version":1}' })).to.equal(false);
    now = 60_000;
    expect(hung.has(saying('one'))).to.equal(false);
    hung.add(saying('two'));
    for (let count = 0; count < 100; count += 1) hung.add(saying(`more ${count}`));
    expect(hung.has(saying('two'))).to.equal(false);
    expect(hung.has(saying('more 99'))).to.equal(true);
  });
});
