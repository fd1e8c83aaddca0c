import { expect } from 'chai';
import { offerSchema } from '../../../content/schema/bookings.js';
import { readState } from '../../../bot/turn/conversation-state.js';
import { bookableTimes, bookOnBehalf } from '../../../server/desk/acts/book-on-behalf.js';
import { claim } from '../../../server/desk/acts/claim.js';
import { correctStory } from '../../../server/desk/acts/correct-story.js';
import * as forms from '../../../server/desk/acts/forms.js';
import { logContact } from '../../../server/desk/acts/note.js';
import { referOnBehalf } from '../../../server/desk/acts/refer-on-behalf.js';
import type { ActResult } from '../../../server/desk/acts/refusal.js';
import { shownConversation } from '../../../server/desk/conversation/shown-conversation.js';
import { shownTimes } from '../../../server/desk/conversation/shown-times.js';
import { shownTranscript } from '../../../server/desk/conversation/shown-transcript.js';
import { adviser, elsewhere, House, vale } from './house.js';

const ann = adviser('ann');
const ben = adviser('ben');
const hub = 'vale-unpaid-carers-hub';
/** The house's clock begins on Monday 23 November at ten. */
const calls = offerSchema.parse({
  id: 'calls',
  kind: 'call',
  service: hub,
  minutes: 30,
  hours: { weekly: { thu: ['10:00-11:00'] } },
  source: 'a test',
});
const visits = { ...calls, id: 'visits', kind: 'visit' as const };
/** Of a service that leads nobody of these tests anywhere. */
const others = { ...calls, id: 'others', service: 'vale-families-first-advice-line' };
const thursdayAtTen = `${vale}:calls:2026-11-26T10:00:00.000Z`;
const agreed = { wording: 'Shall I book Thursday at ten with the Hub? She said yes.' };

const refusal = (result: ActResult) => (result.done ? null : result.refusal.why);

describe('on the person’s behalf, at the desk', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
    publish();
  });
  afterEach(() => house.close());

  const area = () => house.content.areas.get(vale)!;
  const publish = (): void => void Object.assign(area(), { offers: [calls, visits, others] });
  const acts = () => house.desk.acts;
  let acting = 0;
  const book = (who: typeof ann, id: string, slot: string, consent?: typeof agreed) =>
    bookOnBehalf(acts(), who, id, {
      actId: `act-of-booking-${(acting += 1)}`,
      slot,
      ...(consent && { agreed: consent }),
    });
  const booked = async (id: string) =>
    (await house.store.diary.bookingsOf(id)).filter(({ status }) => status === 'booked');
  const story = async (id: string) => readState((await house.store.load(id))!.state).story;

  /** Somebody who looks after her mum, held by an adviser. */
  async function held(who: typeof ann, number: string): Promise<string> {
    const id = await house.text('I look after my mum in Barry, she has dementia, I am 40', number);
    await claim(acts(), who, id);
    return id;
  }

  /** As the page's form sends it. */
  async function answers(who: typeof ann, id: string, fact: string, value: 'yes' | 'no'): Promise<ActResult> {
    const form = forms.safety.parse({ version: (await house.store.load(id))!.version, fact, value });
    return correctStory(acts(), house.desk.personKeys, who, id, form);
  }

  async function safeToCall(who: typeof ann, number: string): Promise<string> {
    const id = await held(who, number);
    await answers(who, id, 'safeToCall', 'yes');
    return id;
  }

  /** The page as an adviser has it in front of them. */
  async function page(id: string, language: 'en' | 'cy' = 'en') {
    const open = (await house.desk.conversations.open(ann, id, language))!;
    const t = (key: string, values = {}) => house.content.words.text(key, language, values);
    const reader = { t, language, now: house.clock(), content: house.content };
    const lines = shownTranscript(open.transcript, reader).map(
      ({ title, parts }) => `${title}|${parts.map(({ text }) => text).join('')}`,
    );
    return { shown: shownConversation(open.view, reader), lines };
  }

  describe('booking a time', () => {
    it('takes the place, tells them as if they had booked it, and reminds them', async () => {
      const id = await safeToCall(ann, '+447700900001');
      expect(refusal(await book(ann, id, thursdayAtTen, agreed))).to.equal(null);
      const [own] = await booked(id);
      expect(own!.details).to.deep.include({ phone: '+447700900001', remindBy: { by: 'here' } });
      const told = (await house.texts(id)).at(-1)!;
      expect(told).to.match(
        /^It's booked: a call from Vale Unpaid Carers Hub, Thursday 26 November, 10:00\./,
      );
      expect(told)
        .to.contain(own!.reference)
        .and.contain(`https://fingerpost.example/booking/${own!.id}.ics`)
        // While the adviser has the floor, MOVE would be heard by nobody but them.
        .and.contain('To change it, tell the adviser here.')
        .and.not.contain('MOVE');
      expect((await house.kinds(id)).slice(-3)).to.deep.equal(['consented', 'booked', 'notice']);
      expect((await story(id)).consents.at(-1)).to.deep.include({ ...agreed, given: true, services: [hub] });
      const { shown } = await page(id);
      expect(shown.bookings).to.deep.equal([
        {
          path: `/desk/areas/${vale}/diary?from=2026-11-26`,
          words: `Call, Vale Unpaid Carers Hub, Thursday 26 November, 10:00, ${own!.reference}: booked.`,
        },
      ]);
      expect(shown.toCome.join()).to.match(/a reminder of their place/);
      const week = await house.desk.diary.week(ann, area(), '2026-11-26');
      expect(week.bookings.map(({ reference }) => reference)).to.deep.equal([own!.reference]);
      await house.pass(48 * 60);
      expect((await house.texts(id)).at(-1)).to.match(/A reminder: a call from .*10:00.* reply MOVE\./);
      expect((await house.store.desk.audit({ area: vale }, 20)).map(({ act }) => act)).to.include('booked');
    });

    it('sends them to the adviser for a change while that adviser holds the conversation, and to MOVE after that', async () => {
      const id = await safeToCall(ann, '+447700900001');
      await book(ann, id, thursdayAtTen, agreed);
      const last = async () => (await house.texts(id)).at(-1)!;
      const { diary } = house.desk;
      await house.pass(48 * 60 - 1);
      await claim(acts(), ann, id);
      await house.pass(1);
      expect(await last()).to.match(/A reminder: .* tell your adviser\.$/);
      const [before] = await booked(id);
      const to = `${vale}:calls:2026-11-26T10:30:00.000Z`;
      expect(await diary.moveBooking(ann, area(), { booking: before!.id, to })).to.equal(null);
      expect(await last()).to.match(/has moved your time.* tell your adviser\.$/);
      await house.pass(24 * 60 - 60);
      const [moved] = await booked(id);
      expect(await diary.cancelBooking(ann, area(), { booking: moved!.id, reason: 'away' })).to.equal(null);
      expect(await last(), 'the adviser has left').to.match(/can't keep your time.* reply BOOK\.$/);
    });

    it('gives the last place to one of two advisers, and tells the other; one act books once', async () => {
      const ids = [await safeToCall(ann, '+447700900001'), await safeToCall(ben, '+447700900002')];
      const results = await Promise.all(
        [ann, ben].map((who, index) => book(who, ids[index]!, thursdayAtTen, agreed)),
      );
      expect(results.map(refusal).sort()).to.deep.equal(['time-gone', null].sort());
      expect((await Promise.all(ids.map(booked))).flat()).to.have.length(1);
      const loser = ids[results.findIndex(({ done }) => !done)]!;
      expect(
        (await house.kinds(loser)).filter((kind) => ['booked', 'consented'].includes(kind)),
      ).to.deep.equal([]);
      const input = { actId: 'the-same-act', slot: `${vale}:visits:2026-11-26T10:30:00.000Z`, agreed };
      const who = loser === ids[0] ? ann : ben;
      await Promise.all([1, 2, 3].map(() => bookOnBehalf(acts(), who, loser, input)));
      expect(await booked(loser)).to.have.length(1);
    });

    it('needs their consent, a way to reach them and, for a call, that it is safe', async () => {
      const id = await held(ann, '+447700900001');
      expect(refusal(await book(ann, id, thursdayAtTen, agreed)), 'never asked').to.equal('not-safe-to-call');
      await answers(ann, id, 'safeToCall', 'no');
      expect(refusal(await book(ann, id, thursdayAtTen, agreed)), 'said no').to.equal('not-safe-to-call');
      await answers(ann, id, 'safeToCall', 'yes');
      expect(refusal(await book(ann, id, thursdayAtTen))).to.equal('no-consent');
      expect(refusal(await book(ben, id, thursdayAtTen, agreed))).to.equal('taken');
      expect(refusal(await book(ann, id, `${vale}:calls:2026-11-27T10:00:00.000Z`, agreed))).to.equal(
        'time-gone',
      );
      expect(await booked(id)).to.deep.equal([]);
      const web = await house.web();
      await house.write(web, 'I look after my mum in Barry, she has dementia, I am 40');
      await claim(acts(), ann, web);
      const visit = `${vale}:visits:2026-11-26T10:00:00.000Z`;
      for (const slot of [thursdayAtTen, visit])
        expect(refusal(await book(ann, web, slot, agreed)), slot).to.equal('no-contact');
      const toRefer = { actId: 'nowhere-to-reach', kind: 'refer' as const, agreed };
      expect(refusal(await referOnBehalf(acts(), ann, web, toRefer))).to.equal('no-contact');
      expect(refusal(await book(ann, id, thursdayAtTen, agreed))).to.equal(null);
      expect(refusal(await book(ann, id, visit)), 'agreed to this service before').to.equal(null);
    });

    it('offers the times of their route, in the area whose council answers for them', async () => {
      const id = await held(ann, '+447700900001');
      const offered = async () =>
        new Set((await bookableTimes(acts().parts, area(), await story(id))).map(({ offer }) => offer.id));
      expect([...(await offered())].sort()).to.deep.equal(['calls', 'visits']);
      const there = { name: 'There', area: elsewhere, nation: 'wales' as const };
      expect(await bookableTimes(acts().parts, area(), { ...(await story(id)), place: there })).to.deep.equal(
        [],
      );
      const version = (await house.store.load(id))!.version;
      const correction = { fact: 'theirPlace' as const, value: 'Cardiff' };
      await correctStory(acts(), house.desk.personKeys, ann, id, { version, correction });
      expect([...(await offered())], 'a council that we only know by name').to.deep.equal([]);
    });

    it('lists as many times as can be read, and those from a later day when it is asked for', async () => {
      const weekly = { tue: ['09:00-17:00'], wed: ['09:00-17:00'], thu: ['09:00-17:00'] };
      Object.assign(area(), { offers: [offerSchema.parse({ ...calls, hours: { weekly } }), visits] });
      const id = await held(ann, '+447700900001');
      const times = await bookableTimes(acts().parts, area(), await story(id));
      const t = (key: string, values = {}) => house.content.words.text(key, 'en', values);
      const listed = (from: string | null) =>
        shownTimes(times, { t, language: 'en', content: house.content }, [], from);
      const first = listed(null);
      expect(first.offers.map((each) => each.times.length)).to.deep.equal([40, 8]);
      expect(first.more).to.equal(true);
      const [offer] = listed('2026-12-16').offers;
      expect(offer!.times[0]!.label).to.match(/16 Dec/);
      expect(listed('2027-06-01')).to.deep.equal({ offers: [], from: '2027-06-01', more: false });
    });

    it('ends a booking that the person had begun, so that Fingerpost does not ask on', async () => {
      const number = '+447700900001';
      let id = '';
      for (const words of [
        'I look after my mum in Barry, she has dementia, I am 40',
        'book a time',
        'a call',
      ])
        id = await house.text(words, number);
      expect(readState((await house.store.load(id))!.state).progress.booking).not.to.equal(null);
      await claim(acts(), ann, id);
      await answers(ann, id, 'safeToCall', 'yes');
      await book(ann, id, thursdayAtTen, agreed);
      expect(readState((await house.store.load(id))!.state).progress.booking).to.equal(null);
    });
  });

  it('passes the story on and asks the service to call', async () => {
    const id = await held(ann, '+447700900001');
    const form = forms.refer.parse({ actId: 'call-them-back', kind: 'call-back', ...agreed });
    expect(refusal(await referOnBehalf(acts(), ann, id, form))).to.equal(null);
    const referrals = await house.store.referralsOf(id);
    expect(referrals.map(({ kind }) => kind)).to.deep.equal(referrals.map(() => 'call-back'));
    const mails = (await house.store.outboxOf(id)).flatMap(({ payload }) =>
      payload.kind === 'email' ? [payload.text] : [],
    );
    expect(mails).to.have.length(referrals.length).and.not.to.have.length(0);
    for (const text of mails) expect(text).to.contain('They would like to be called.');
  });

  it('logs a call, a visit, an email and a letter with their own time and words', async () => {
    const id = await held(ann, '+447700900001');
    for (const contact of ['call', 'visit', 'email', 'letter']) {
      const form = forms.contact.parse({
        actId: `logging-a-${contact}`,
        contact,
        at: '2026-07-02T14:30',
        text: `About the ${contact}.`,
      });
      expect(form.at, 'by the clock of the desk').to.match(/^2026-07-02T14:30:00\.000\+01:00$/);
      // A colleague who does not hold it may log one too.
      expect(refusal(await logContact(acts(), ben, id, form))).to.equal(null);
      expect(refusal(await logContact(acts(), ben, id, form)), 'sent again').to.equal(null);
    }
    const { lines } = await page(id);
    expect(lines.slice(-4)).to.deep.equal([
      'Name of ben logged a phone call|About the call.',
      'Name of ben logged a visit|About the visit.',
      'Name of ben logged an email|About the email.',
      'Name of ben logged a letter|About the letter.',
    ]);
    expect((await house.texts(id)).join()).not.to.contain('About the');
  });

  it('shows what they asked for, agreed to and called safe, and takes corrections of it', async () => {
    const id = await held(ann, '+447700900001');
    const facts = async () =>
      Object.fromEntries((await page(id)).shown.contact.map(({ label, value }) => [label, value]));
    expect(await facts()).to.include({
      Call: 'not asked yet',
      Text: 'not asked yet',
      'Leave a message': 'not asked yet',
    });
    expect((await page(id)).shown).to.deep.include({ consents: [], wanted: null, agreedAlready: false });
    await answers(ann, id, 'safeToCall', 'no');
    await answers(ann, id, 'safeToText', 'yes');
    await answers(ann, id, 'safeToLeaveMessage', 'no');
    expect(await facts()).to.include({ Call: 'not safe', Text: 'safe', 'Leave a message': 'not safe' });
    expect((await story(id)).contact.safe).to.deep.equal({ call: false, text: true, message: false });
    await answers(ann, id, 'safeToCall', 'yes');
    const { lines } = await page(id);
    expect(lines.at(-1)).to.equal('Name of ann put the story right|Safe to call: No → Yes');
    expect((await page(id, 'cy')).lines.at(-1)).to.contain('Diogel i ffonio: Nac ydy → Ydy');
    const stale = forms.safety.parse({ version: 1, fact: 'safeToText', value: 'no' });
    expect(refusal(await correctStory(acts(), house.desk.personKeys, ann, id, stale))).to.equal('changed');
    await referOnBehalf(acts(), ann, id, { actId: 'refer-with-words', kind: 'refer', agreed });
    const { shown } = await page(id);
    expect(shown.agreedAlready).to.equal(true);
    expect(shown.consents.join()).to.match(/Vale Unpaid Carers Hub/);
  });

  it('shows what they chose and what they refused', async () => {
    const number = '+447700900001';
    let id = '';
    for (const words of [
      'I look after my wife in Barry, she has dementia, I am 70',
      'show me who can help',
      'pass my story on',
      'no',
    ])
      id = await house.text(words, number);
    const { shown } = await page(id);
    expect(shown.wanted).to.equal('To have their story passed on');
    expect(shown.consents).to.have.length(1);
    expect(shown.consents[0]).to.match(/^Not to share with /);
    expect(shown.agreedAlready).to.equal(false);
    await claim(acts(), ann, id);
    expect(
      refusal(await referOnBehalf(acts(), ann, id, { actId: 'against-their-no', kind: 'refer' })),
    ).to.equal('no-consent');
  });
});
