import { expect } from 'chai';
import fc from 'fast-check';
import { claim } from '../../../server/desk/acts/claim.js';
import { close } from '../../../server/desk/acts/close.js';
import { handBack } from '../../../server/desk/acts/hand-back.js';
import { say } from '../../../server/desk/acts/say.js';
import { adviser, House, vale } from './house.js';

const advisers = ['ann', 'ben', 'cai'].map((id) => adviser(id));
const numbers = ['+447700900001', '+447700900002', '+447700900003'];
const words = [
  'can I talk to a person',
  'I look after my mum in Barry',
  'are you there',
  'I am going to kill myself',
  'yes',
  '2',
];

type Step =
  | { do: 'write'; who: number; words: number }
  | { do: 'claim' | 'say' | 'queue' | 'bot' | 'close'; who: number; by: number }
  | { do: 'leave'; by: number }
  | { do: 'pass'; minutes: number }
  | { do: 'restart' };

const who = fc.nat({ max: numbers.length - 1 });
const by = fc.nat({ max: advisers.length - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), who, words: fc.nat({ max: 5 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'claim' as const,
        'claim' as const,
        'say' as const,
        'queue' as const,
        'bot' as const,
        'close' as const,
      ),
      who,
      by,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), by }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.nat({ max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);
/** Steps of one group are begun at the same moment. */
const story = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

describe('any day at the desk', function () {
  this.timeout(300_000);

  it('has one holder at most, loses nobody who waits and no word, and never lets the bot speak to somebody held', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (groups) => {
        const house = await House.open();
        try {
          await play(house, groups);
        } finally {
          await house.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});

async function play(house: House, groups: Step[][]): Promise<void> {
  const ids = new Map<number, string>();
  const written = new Map<number, number>();
  let count = 0;
  for (const group of groups) {
    const restarts = group.some((each) => each.do === 'restart');
    await Promise.all(
      group.map(async (each) => {
        count += 1;
        if (each.do === 'write') {
          ids.set(each.who, await house.text(words[each.words]!, numbers[each.who]));
          written.set(each.who, (written.get(each.who) ?? 0) + 1);
        } else if (each.do === 'leave') await house.desk.presences.signedOut(advisers[each.by]!);
        else if (each.do === 'pass') await house.pass(each.minutes);
        else if (each.do !== 'restart')
          await act(house, each.do, ids.get(each.who), advisers[each.by]!, count);
      }),
    );
    if (restarts) await house.restart();
    for (const [index, id] of ids) await expectSound(house, id, written.get(index) ?? 0);
  }
}

async function act(
  house: House,
  what: 'claim' | 'say' | 'queue' | 'bot' | 'close',
  id: string | undefined,
  who: (typeof advisers)[number],
  count: number,
): Promise<void> {
  if (id === undefined) return;
  const { acts, presences } = house.desk;
  await presences.set(who, { area: vale, availability: 'here' });
  if (what === 'claim') await claim(acts, who, id);
  else if (what === 'say') await say(acts, who, id, { actId: `random-act-${count}`, text: 'Hello' });
  else if (what === 'close') await close(acts, who, id, { outcome: 'advice-given', note: '' });
  else await handBack(acts, who, id, { to: what, note: '' });
}

async function expectSound(house: House, id: string, written: number): Promise<void> {
  const record = (await house.store.load(id))!;
  const row = await house.store.desk.rowOf(id);
  const journal = await house.journal(id);
  expect(journal.filter(({ kind }) => kind === 'said')).to.have.length(written);
  const { desk } = record;
  expect(desk?.status === 'held').to.equal(desk?.holder !== null && desk !== null);
  expect(row?.status ?? 'bot').to.equal(desk?.status ?? (row ? 'waiting' : 'bot'));
  expect(row?.holder ?? null).to.equal(desk?.holder?.adviser ?? null);
  const held = await house.store.desk.held(vale, null, 10);
  expect(held.filter(({ conversationId }) => conversationId === id)).to.have.length(
    desk?.status === 'held' ? 1 : 0,
  );

  let holder: string | null = null;
  let needsPerson = false;
  for (const entry of journal) {
    if (entry.kind === 'claimed') {
      expect(holder, 'claimed while it was held').to.equal(null);
      holder = entry.by.adviser;
      needsPerson = false;
    }
    if (entry.kind === 'adviser-said') expect(entry.by.adviser).to.equal(holder);
    if (entry.kind === 'replied') expect(holder, 'the bot spoke').to.equal(null);
    if (entry.kind === 'asked-for-person') needsPerson = true;
    if (entry.kind === 'returned' || (entry.kind === 'handed-back' && entry.to === 'queue'))
      needsPerson = true;
    if (entry.kind === 'handed-back' || entry.kind === 'returned' || entry.kind === 'closed') holder = null;
  }
  expect(desk?.holder?.adviser ?? null).to.equal(holder);
  if (needsPerson && holder === null && desk?.status !== 'closed') {
    const waiting = await house.store.desk.waiting(vale, 10);
    expect(waiting.map(({ conversationId }) => conversationId)).to.include(id);
  }
}
