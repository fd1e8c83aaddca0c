import { expect } from 'chai';
import type { TurnInput, TurnOutcome } from '../../../bot/turn/bot.js';
import { newState, readState, writeState } from '../../../bot/turn/conversation-state.js';
import { loadContent } from '../../../content/load.js';
import { emptyDiary, type Diary } from '../../../dialogs/booking/diary.js';
import type { FreeSlot } from '../../../dialogs/booking/booking.js';
import { StoreUnavailable } from '../../../server/store/errors.js';
import { createLogger } from '../../../server/operations/logger.js';
import { createBot } from '../../../server/turns/create-bot.js';
import { randomIds } from '../../../server/turns/ids.js';
import { ThreadLost } from '../../../server/turns/threads/errors.js';
import { TurnThread } from '../../../server/turns/threads/turn-thread.js';
import { TurnThreads } from '../../../server/turns/threads/turn-threads.js';

const content = loadContent();
const area = content.areas.get('vale-of-glamorgan')!;
const base = 'http://localhost';
const now = new Date('2026-11-23T10:00:00Z');
const known = { areas: null, recogniser: null, logLevel: 'silent', base };
const logger = createLogger({ level: 'silent' });

const opening: TurnInput = { area, kept: null, language: 'en', said: null, writesFrom: null, now };
const saying = (text: string, kept: string | null, diary?: Diary): TurnInput => ({
  ...{ area, kept, language: null, said: { text, media: 0 }, writesFrom: null, now },
  ...(diary && { diary }),
});

/** What somebody is told, turn by turn, by whoever runs the turns. */
async function told(run: (input: TurnInput) => Promise<TurnOutcome>, lines: string[], diary?: Diary) {
  let { state, messages } = await run(opening);
  const all = [messages];
  for (const line of lines) {
    ({ state, messages } = await run(saying(line, state, diary)));
    all.push(messages);
  }
  return { all, story: readState(state).story };
}

/** A call of the first service that offers calls, every day at nine. */
function freeTimes(): FreeSlot[] {
  const offer = area.offers.find(({ kind }) => kind === 'call')!;
  return [1, 2, 3].map((day) => ({
    ...{ id: `slot-${day}`, area: area.id, offer: offer.id, capacity: 1, left: 1 },
    startsAt: `2026-11-2${4 + day}T09:00:00.000Z`,
    endsAt: `2026-11-2${4 + day}T09:30:00.000Z`,
  }));
}

describe('turns in threads', function () {
  this.timeout(60_000);
  let threads: TurnThreads;
  before(async () => {
    threads = new TurnThreads(known, { count: 2 }, logger);
    await threads.ready();
  });
  after(() => threads.stop());

  const here = createBot({ content, recogniser: null, base, logger, clock: () => now, ids: randomIds });

  it('come to what they come to here', async () => {
    const lines = ['I look after my mum in Barry, she has dementia', '26 to 64', 'more sleep', 'yes'];
    const there = await told((input) => threads.run(input), lines);
    expect(there).to.deep.equal(await told((input) => here.run(input), lines));
    expect(there.story.people[0]?.conditions).to.include('dementia');
  });

  it('hear what an adviser is to be told of a message', async () => {
    const { state } = await threads.run(opening);
    const message = saying('I want to end my life', state);
    const heard = await threads.listen(message);
    expect(heard.findings.map(({ response }) => response)).to.include('urgent');
    expect(heard).to.deep.equal(await here.listen(message));
  });

  it('ask for the times of the diary where the store is, and fail as it fails', async () => {
    const looks: string[] = [];
    const diary: Diary = {
      ...emptyDiary,
      free: (where) => {
        looks.push(where);
        return Promise.resolve(freeTimes());
      },
    };
    const lines = ['I look after my mum in Barry, she has dementia and I am 50', 'can I book a call'];
    const there = await told((input) => threads.run(input), lines, diary);
    expect(looks).to.include(area.id);
    expect(there).to.deep.equal(await told((input) => here.run(input), lines, diary));

    const away = new StoreUnavailable('The store is away.');
    const broken: Diary = { ...diary, free: () => Promise.reject(away) };
    const failed = await told((input) => threads.run(input), lines, broken).catch((error: Error) => error);
    expect(failed).to.equal(away);
  });

  it('ask for the newsletters where the store is', async () => {
    const story = { text: 'I look after my mum in Barry, I am 50', phone: '+447700900123' };
    const mailing = {
      mine: () =>
        Promise.resolve([{ area: area.id, by: 'phone', to: story.phone, state: 'pending' } as const]),
    };
    const news = { ...saying('NEWS', null), writesFrom: story.phone, mailing };
    const texts = (await threads.run(news)).messages.map(({ text }) => text).join('\n');
    expect(texts).to.contain('You are on the list');
  });

  it('ask what became of referrals where the store is, and only for those who have some', async () => {
    const state = newState(area.id, 'en');
    const asked: string[] = [];
    const asking = (kept: string) => ({
      ...saying("what's happening with my referral?", kept),
      referrals: () => {
        asked.push(kept);
        const news = { reference: 'V-1234', service: 'vale-unpaid-carers-hub', state: 'accepted' } as const;
        return Promise.resolve([{ ...news, onTo: null, left: true }]);
      },
    });
    await threads.run(asking(writeState(state)));
    expect(asked).to.have.length(0);
    state.progress.referrals.push({ reference: 'V-1234', services: ['vale-unpaid-carers-hub'] });
    const { messages } = await threads.run(asking(writeState(state)));
    expect(asked).to.have.length(1);
    expect(messages.map(({ text }) => text).join('\n')).to.contain('V-1234');
  });

  it('fail alone: the next one goes well', async () => {
    const failed = await threads.run(saying('hello', '{}')).catch((error: Error) => error);
    expect(failed).to.be.an('error');
    expect((await threads.run(opening)).messages).not.to.be.empty;
  });

  it('are run again when their thread ends, by another that takes its place', async () => {
    const first = new TurnThread();
    const one = new TurnThreads(known, { first, count: 1 }, logger);
    try {
      await one.ready();
      const underWay = one.run(opening);
      await first.stop();
      expect((await underWay).messages).not.to.be.empty;
      expect(await first.call('run', opening).catch((error: Error) => error)).to.be.instanceOf(ThreadLost);
      expect((await one.run(opening)).messages).not.to.be.empty;
    } finally {
      await one.stop();
    }
  });
});
