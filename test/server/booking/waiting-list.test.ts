import { expect } from 'chai';
import { shownDiary } from '../../../server/desk/diary/shown-diary.js';
import { adviser, House, vale } from '../desk/house.js';
import { panel } from '../desk/panel.js';

const ann = adviser('ann');
const hour = 60;
const number = (index: number): string => `+4477009002${String(index).padStart(2, '0')}`;

/** One place at a coffee morning on 3 December; the house's clock begins on Monday 23 November at ten. */
describe('the waiting list of an event', function () {
  this.timeout(120_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
    const both = (en: string) => ({ en, cy: en });
    const event = { title: both('Coffee morning'), where: both('The Library'), forWhom: both('all carers') };
    const when = { day: '2026-12-03', time: '10:30', minutes: 90, places: 1 };
    expect(await house.desk.diary.addEvent(ann, area(), { event, ...when })).to.equal(null);
  });
  afterEach(() => house.close());

  const area = () => house.content.areas.get(vale)!;
  async function say(index: number, ...said: string[]): Promise<string> {
    let id = '';
    for (const each of said) id = await house.text(each, number(index));
    return id;
  }
  /** By text, up to the yes: to the place, or to waiting for one. */
  const asks = (index: number) => say(index, "what's on", '1', 'Jan', 'yes', 'yes', 'yes');
  const booked = async (id: string) =>
    (await house.store.diary.bookingsOf(id)).filter(({ status }) => status === 'booked').length;
  const offered = async (id: string) =>
    (await house.texts(id)).filter((text) => text.startsWith('A place has come free: Coffee morning'));
  /** What the diary says is still to come, of the week of the event; by the clock as it stands. */
  const diaryLines = async () => {
    const week = await house.desk.diary.week(ann, area(), '2026-12-03');
    const t = (key: string, values = {}) => house.content.words.text(key, 'en', values);
    const reader = { t, language: 'en' as const, now: house.clock(), content: house.content, area: area() };
    return shownDiary(week, reader).days.flatMap(({ slots }) => slots.flatMap(({ toCome }) => toCome));
  };

  it('hears once of a place that came free, whoever waited longest first, though the program was down', async () => {
    const first = await asks(1);
    expect(await booked(first)).to.equal(1);
    const second = await asks(2);
    const third = await asks(3);
    expect((await house.texts(second)).join('\n')).to.contain('You are on the waiting list: Coffee morning');
    expect((await panel(house, second)).wishes).to.deep.equal([
      'A place at this, which is full: Coffee morning.',
    ]);
    expect(await diaryLines()).to.deep.equal([
      '2 people are waiting for a place. Whoever has waited longest hears first when one comes free.',
    ]);
    await say(1, 'MOVE', 'give it up');
    await house.away(1);
    await Promise.all([house.desk.timers.runDue(), house.desk.timers.runDue()]);
    expect([await offered(second), await offered(third)].map(({ length }) => length)).to.deep.equal([1, 0]);
    await say(2, 'BOOK');
    expect(await booked(second)).to.equal(1);
    expect((await house.texts(second)).join('\n')).to.contain('Your reference is');
    await house.pass(3 * hour);
    expect(await offered(third), 'it is taken').to.deep.equal([]);
    await say(2, 'MOVE', 'give it up');
    await house.pass(1);
    await house.pass(3 * hour);
    expect([await offered(second), await offered(third)].map(({ length }) => length)).to.deep.equal([1, 1]);
    await say(3, 'BOOK');
    expect(await booked(third)).to.equal(1);
    expect(await diaryLines()).to.deep.equal([]);
  });

  it('is left by one word, and with everything that is forgotten', async () => {
    await asks(1);
    const second = await asks(2);
    const third = await asks(3);
    expect((await house.texts(await say(2, 'QUIET'))).at(-1)).to.match(/stop|won't|no more/i);
    await say(3, 'delete everything', 'yes');
    await say(1, 'MOVE', 'give it up');
    await house.pass(1);
    await house.pass(5 * hour);
    expect([...(await offered(second)), ...(await offered(third))]).to.deep.equal([]);
    expect(await house.store.diary.wishesOf(second)).to.deep.equal([]);
  });

  it('is asked for anew when the last place goes, or one comes free, while somebody answers', async () => {
    const late = await say(2, "what's on", '1', 'Jan', 'yes', 'yes');
    await asks(1);
    await say(2, 'yes');
    expect((await house.texts(late)).at(-1)).to.match(/The last place has just gone.*This is full/s);
    expect(await house.store.diary.wishesOf(late)).to.deep.equal([]);
    await say(1, 'MOVE', 'give it up');
    await say(2, 'yes');
    expect((await house.texts(late)).at(-1)).to.contain('Shall I book you a place?');
    await say(2, 'yes');
    expect(await booked(late)).to.equal(1);
  });

  it('is no list for somebody who cannot be written to safely', async () => {
    await asks(1);
    const id = await say(2, "what's on", '1', 'Jan', 'yes', 'no', 'yes');
    expect((await house.texts(id)).join('\n')).to.contain('I have no safe way to write to you');
    expect(await house.store.diary.wishesOf(id)).to.deep.equal([]);
  });

  it('is found again from the phone that somebody on the web called safe', async () => {
    await asks(1);
    const id = await house.web();
    for (const each of ["what's on", '1', 'Jan', 'by phone', '07700 900299', 'yes', 'yes'])
      await house.write(id, each);
    expect(await house.store.diary.wishesOf(id)).to.have.length(1);
    await say(1, 'MOVE', 'give it up');
    await house.pass(1);
    expect(await offered(id)).to.have.length(1);
    const phone = await say(99, 'BOOK', 'Jan', 'yes', 'yes');
    expect(await booked(phone)).to.equal(1);
  });

  it('is waited for no more by somebody who found a place themselves', async () => {
    const first = await asks(1);
    const second = await asks(2);
    const third = await asks(3);
    await say(1, 'MOVE', 'give it up');
    // Before anybody is told of it.
    await say(2, "what's on", '1', 'yes');
    expect(await booked(second)).to.equal(1);
    expect((await panel(house, second)).wishes).to.deep.equal([]);
    await house.pass(3 * hour);
    await say(2, 'MOVE', 'give it up');
    await house.pass(1);
    expect(await offered(second)).to.deep.equal([]);
    expect(await offered(third)).to.have.length(1);
    expect(await booked(first)).to.equal(0);
  });

  it('is waited for no more once it has begun', async () => {
    await asks(1);
    const id = await asks(2);
    expect((await panel(house, id)).wishes).to.have.length(1);
    const before = await diaryLines();
    expect(before).to.have.length(1);
    const [slot] = await house.store.diary.slots(vale, new Date(0), new Date('2030-01-01'));
    house.setTime(new Date(Date.parse(slot!.endsAt) + 60_000));
    expect(await diaryLines()).to.deep.equal([]);
    expect((await panel(house, id)).wishes).to.deep.equal([]);
  });

  it('is told once when the event is called off', async () => {
    const first = await asks(1);
    const second = await asks(2);
    const [slot] = await house.store.diary.slots(vale, new Date(0), new Date('2030-01-01'));
    const off = { slot: slot!.id, startsAt: slot!.startsAt, reason: 'away' as const };
    expect(await house.desk.diary.cancelSlot(ann, area(), off)).to.equal(null);
    expect(await diaryLines()).to.deep.equal(['2 people are still to be told that it is off: 10:00.']);
    await house.restart();
    await house.pass(1);
    await house.pass(1);
    const told = async (id: string, words: string) =>
      (await house.texts(id)).filter((text) => text.includes(words)).length;
    expect(await told(first, 'This has been called off: Coffee morning')).to.equal(1);
    expect(await told(second, 'You were waiting for a place, and it has been called off')).to.equal(1);
    expect(await diaryLines()).to.deep.equal([]);
  });
});
