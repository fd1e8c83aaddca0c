import { expect } from 'chai';
import { offerSchema } from '../../../content/schema/bookings.js';
import { shownDiary } from '../../../server/desk/diary/shown-diary.js';
import { adviser, elsewhere, House, vale } from '../desk/house.js';
import { panel } from '../desk/panel.js';

const ann = adviser('ann');
const hour = 60;
const day = 24 * hour;

/** One call at a time, on Tuesdays and Thursdays; the house's clock begins on Monday 23 November at ten. */
const calls = offerSchema.parse({
  id: 'calls',
  kind: 'call',
  service: 'vale-unpaid-carers-hub',
  minutes: 30,
  hours: { weekly: { tue: ['13:00-14:00'], thu: ['10:00-11:00'] } },
  source: 'a test',
});

const number = (index: number): string => `+4477009001${String(index).padStart(2, '0')}`;

describe('booking', function () {
  this.timeout(120_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
    publish();
  });
  afterEach(() => house.close());

  function publish(): void {
    Object.assign(house.content.areas.get(vale) ?? {}, { offers: [calls] });
  }
  const area = () => house.content.areas.get(vale)!;
  const slots = () => house.store.diary.slots(vale, new Date(0), new Date('2030-01-01'));
  const texts = async (id: string) => house.texts(id);

  /** On the web, with the number of a phone that may be texted; their conversation. */
  async function booksOnTheWeb(wish: string): Promise<string> {
    const id = await house.web();
    const booking = ['book a time', wish, '1', 'yes', 'Alan', '07700 900177', 'yes', 'no', 'yes', 'yes'];
    for (const words of [
      'i look after my wife in barry shes got dementia, i am 70',
      'show me who can help',
      ...booking,
    ])
      await house.write(id, words);
    return id;
  }

  /** By text up to "shall I book it?" for the wished time; their conversation. */
  async function chooses(index: number, wish: string): Promise<string> {
    const from = number(index);
    const all = [
      'i look after my wife in barry shes got dementia, i am 70',
      'show me who can help',
      'book a time',
      wish,
      '1',
      'yes',
      'Alan',
      'yes',
      'yes',
      'no',
      'yes',
    ];
    let id = '';
    for (const each of all) id = await house.text(each, from);
    return id;
  }
  const books = async (index: number, wish: string): Promise<string> => {
    await chooses(index, wish);
    return house.text('yes', number(index));
  };
  const booked = async (id: string) =>
    (await house.store.diary.bookingsOf(id)).filter(({ status }) => status === 'booked');

  it('gives the last place to one of many who say yes at once, and offers the others what is left', async () => {
    const ids = [];
    for (const index of [1, 2, 3, 4]) ids.push(await chooses(index, 'this week, thursday at 10'));
    await Promise.all([1, 2, 3, 4].map((index) => house.text('yes', number(index))));
    const all = await Promise.all(ids.map(booked));
    expect(all.filter((own) => own.length === 1)).to.have.length(1);
    const taken = await slots();
    expect(taken.map(({ startsAt, taken: places }) => [startsAt, places])).to.deep.equal([
      ['2026-11-26T10:00:00.000Z', 1],
    ]);
    const last = await Promise.all(ids.map(async (id) => (await texts(id)).at(-1)));
    expect(last.filter((text) => text?.includes('Is there anything else'))).to.have.length(1);
    expect(last.filter((text) => text?.includes('That time has just gone'))).to.have.length(3);
    expect(last.join('\n')).to.contain('Thu 26 Nov 10:30');
  });

  it('reminds once, at the same hour on the day before, also when the program was down then', async () => {
    const id = await books(1, 'thursday at 10');
    await house.pass(day);
    const before = (await texts(id)).length;
    await house.away(day);
    publish();
    await house.desk.timers.runDue();
    await house.desk.timers.runDue();
    const told = (await texts(id)).slice(before);
    expect(told).to.have.length(1);
    expect(told[0]).to.match(/A reminder: a call from .*Thursday 26 November, 10:00.*MOVE/s);
    await house.restart();
    publish();
    await house.desk.timers.runDue();
    expect(await texts(id)).to.have.length(before + 1);
  });

  it('shows at the desk what is to come of it, and what became of it', async () => {
    const id = await books(1, 'thursday at 10');
    const before = await panel(house, id);
    expect(before.toCome.join()).to.match(/Wednesday.* 10:00: a reminder of their place\./i);
    expect(before.bookings.map(({ words }) => words).join()).to.match(
      /^Call, Vale Unpaid Carers Hub, Thursday 26 November, 10:00, .*: booked\.$/,
    );
    await house.text('move', number(1));
    await house.text('give it up', number(1));
    const after = await panel(house, id);
    expect(after.toCome.join()).not.to.contain('a reminder');
    expect(after.bookings.map(({ words }) => words).join()).to.contain('given up');
  });

  it('shows at the desk who would take an earlier time, what is being offered on, and who is still to be told', async () => {
    const first = await books(1, 'thursday at 10');
    const second = await books(2, 'next week, tuesday');
    await house.text('earlier', number(2));
    await house.text('3', number(2));
    expect((await panel(house, second)).wishes).to.deep.equal([
      'An earlier call, Vale Unpaid Carers Hub, before Tuesday 1 December, 13:00.',
    ]);
    // Whatever is given up at night is offered on in the morning.
    house.setTime(new Date('2026-11-23T21:00:00Z'));
    await house.text('move', number(1));
    await house.text('give it up', number(1));
    const lines = async () => {
      const week = await house.desk.diary.week(ann, area(), '2026-11-26');
      const t = (key: string, values = {}) => house.content.words.text(key, 'en', values);
      const reader = { t, language: 'en' as const, now: house.clock(), content: house.content, area: area() };
      return shownDiary(week, reader).days.flatMap(({ slots: day }) => day.flatMap(({ toCome }) => toCome));
    };
    expect(await lines()).to.deep.equal([
      'Offered on: Tuesday 24 November, 08:00. One person is waiting for it.',
    ]);
    await house.pass(12 * hour);
    expect((await panel(house, second)).wishes).to.deep.equal([]);
    expect(await lines(), 'it is offered to the next after two hours').to.deep.equal([
      'Offered on: 11:00. Nobody is waiting for it.',
    ]);
    await house.pass(3 * hour);
    expect(await lines()).to.deep.equal([]);

    const third = await books(3, 'thursday at 10');
    const [own] = await booked(third);
    house.setTime(new Date('2026-11-24T21:00:00Z'));
    const off = { slot: own!.slot.id, startsAt: own!.slot.startsAt, reason: 'away' as const };
    expect(await house.desk.diary.cancelSlot(ann, area(), off)).to.equal(null);
    expect(await lines()).to.deep.equal([
      'One person is still to be told that it is off: Wednesday 25 November, 08:00.',
    ]);
    await house.store.timers.claim('dies', new Date('2026-11-25T08:00:00Z'), 1, 50);
    await house.store.timers.claim('dies too', new Date('2026-11-25T08:00:01Z'), 1, 50);
    expect(await lines()).to.deep.equal([
      'One person is still to be told that it is off: Wednesday 25 November, 08:00, tried 2 times.',
    ]);
    await house.pass(12 * hour);
    expect(await lines()).to.deep.equal([]);
    expect(await booked(first)).to.deep.equal([]);
  });

  it('reminds nobody of what was given up', async () => {
    const id = await books(1, 'thursday at 10');
    await house.text('move', number(1));
    await house.text('give it up', number(1));
    const before = (await texts(id)).length;
    await house.pass(2 * day);
    expect(await texts(id)).to.have.length(before);
  });

  it('offers a place that came free to who wished longest for an earlier one, once, and then to the next', async () => {
    const first = await books(1, 'thursday at 10');
    const second = await books(2, 'next week, tuesday');
    const third = await books(3, 'next week, thursday');
    await house.text('earlier', number(2));
    await house.text('3', number(2));
    await house.text('earlier', number(3));
    const offered = async (id: string) =>
      (await texts(id)).filter((text) => text.startsWith('An earlier time has come free'));
    await house.text('cancel my appointment', number(1));
    await house.text('give it up', number(1));
    expect(await booked(first)).to.deep.equal([]);
    await house.pass(1);
    expect(await offered(second)).to.have.length(1);
    expect(await offered(third)).to.have.length(0);
    await house.pass(hour);
    expect(await offered(third)).to.have.length(0);
    await house.pass(2 * hour);
    expect(await offered(second)).to.have.length(1);
    expect(await offered(third)).to.have.length(1);
    await house.text('EARLIER', number(3));
    expect((await booked(third)).map(({ slot }) => slot.startsAt)).to.deep.equal([
      '2026-11-26T10:00:00.000Z',
    ]);
    await house.text('EARLIER', number(2));
    expect((await booked(second))[0]?.slot.startsAt).to.equal('2026-12-01T13:00:00.000Z');
    expect((await texts(second)).at(-1)).to.contain('That time has just gone');
  });

  it('offers no times of another area than the one that holds the conversation', async () => {
    const answer = { channel: 'sms', area: elsewhere, from: { address: number(7) }, media: 0 } as const;
    const said = ['i look after my wife, she lives in barry and has dementia, i am 70', 'book a time'];
    let id = '';
    for (const [index, text] of said.entries())
      ({ conversationId: id } = await house.turns.accept({ ...answer, messageId: `far-${index}`, text }));
    expect((await texts(id)).at(-1)).to.contain('No time is free to book just now');
    expect(await booked(id)).to.deep.equal([]);
  });

  it('offers on the place of somebody who asks to be forgotten', async () => {
    await books(1, 'thursday at 10');
    const second = await books(2, 'next week, tuesday');
    await house.text('earlier', number(2));
    await house.text('3', number(2));
    await house.text('delete everything', number(1));
    await house.text('yes', number(1));
    await house.pass(1);
    const offered = (await texts(second)).filter((text) => text.startsWith('An earlier time has come free'));
    expect(offered).to.have.length(1);
    expect(offered[0]).to.contain('Thursday 26 November, 10:00');
  });

  it('keeps what the desk does: a time called off is told to whoever has it, and never booked again', async () => {
    const id = await books(1, 'thursday at 10');
    const [own] = await booked(id);
    const off = { slot: own!.slot.id, startsAt: own!.slot.startsAt, reason: 'away' as const };
    expect(await house.desk.diary.cancelSlot(ann, area(), off)).to.equal(null);
    await house.restart();
    publish();
    await house.pass(1);
    await house.pass(1);
    const told = (await texts(id)).filter((text) => text.includes("can't keep your time"));
    expect(told).to.have.length(1);
    expect(told[0]).to.contain('The person you were to see is away');
    expect(await booked(id)).to.deep.equal([]);
    const other = await chooses(2, 'thursday this week');
    expect((await texts(other)).join('\n')).not.to.contain('Thu 26 Nov 10:00');
    expect((await house.store.desk.audit({ area: vale }, 50)).map(({ act }) => act)).to.include(
      'slot-cancelled',
    );
  });

  it('lets the desk add a time, move somebody to it and take it back, each told once', async () => {
    const id = await books(1, 'thursday at 10');
    const [own] = await booked(id);
    const { diary } = house.desk;
    const added = { offer: 'calls', day: '2026-11-27', time: '09:15', minutes: 20, places: 1 };
    expect(await diary.add(ann, area(), added)).to.equal(null);
    expect(await diary.add(ann, area(), { ...added, day: '2026-11-20' })).to.equal('in-the-past');
    expect(await diary.add(ann, area(), { ...added, day: '2027-03-28', time: '01:30' })).to.equal(
      'no-such-time',
    );
    const to = (await slots()).find(({ byDesk }) => byDesk)!.id;
    expect(await diary.moveBooking(ann, area(), { booking: own!.id, to })).to.equal(null);
    expect(await diary.moveBooking(ann, area(), { booking: own!.id, to })).to.equal('no-place');
    expect((await texts(id)).at(-1)).to.contain('It is now Friday 27 November, 09:15');
    const [moved] = await booked(id);
    const far = adviser('far', 'adviser', 'elsewhere');
    const back = { booking: moved!.id, reason: 'closed' as const };
    expect(await diary.cancelBooking(far, area(), back)).to.equal('not-yours');
    expect(await diary.cancelBooking(ann, area(), back)).to.equal(null);
    expect((await texts(id)).at(-1)).to.contain('They are closed then');
    expect(await booked(id)).to.deep.equal([]);
  });

  it('gives the earlier time to somebody of the web who asks for it from the phone they were texted at', async () => {
    await books(1, 'thursday at 10');
    const id = await booksOnTheWeb('next week, tuesday');
    await house.write(id, 'earlier');
    expect(await house.store.diary.wishesOf(id)).to.have.length(1);
    await house.text('move', number(1));
    await house.text('give it up', number(1));
    await house.pass(1);
    expect((await texts(id)).at(-1)).to.match(/An earlier time has come free.*EARLIER/s);
    const phone = await house.text('EARLIER', '+447700900177');
    expect([...(await booked(id)), ...(await booked(phone))].map(({ slot }) => slot.startsAt)).to.deep.equal([
      '2026-11-26T10:00:00.000Z',
    ]);
  });

  it('finds a booking of the web again when the reminder is answered from the phone', async () => {
    const id = await booksOnTheWeb('thursday at 10');
    expect(await booked(id)).to.have.length(1);
    const phone = await house.text('MOVE', '+447700900177');
    expect((await texts(phone)).at(-1)).to.contain('Thursday 26 November, 10:00');
    await house.text('give it up', '+447700900177');
    expect(await booked(id)).to.deep.equal([]);
  });
});
