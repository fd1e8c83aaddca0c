import { expect } from 'chai';
import { claim } from '../../../server/desk/acts/claim.js';
import { close } from '../../../server/desk/acts/close.js';
import { correctStory } from '../../../server/desk/acts/correct-story.js';
import { handBack } from '../../../server/desk/acts/hand-back.js';
import { setIntake } from '../../../server/desk/acts/intake.js';
import { note } from '../../../server/desk/acts/note.js';
import { referOnBehalf } from '../../../server/desk/acts/refer-on-behalf.js';
import type { ActResult } from '../../../server/desk/acts/refusal.js';
import { say } from '../../../server/desk/acts/say.js';
import { reassign, transfer } from '../../../server/desk/acts/transfer.js';
import { activityOf } from '../../../server/directline/activity.js';
import { readState } from '../../../bot/turn/conversation-state.js';
import { transcriptOf } from '../../../server/webchat/transcript.js';
import { adviser, elsewhere, House, vale } from './house.js';

const ann = adviser('ann');
const ben = adviser('ben');
const sue = adviser('sue', 'supervisor');
const far = adviser('far', 'adviser', elsewhere);

const refusal = (result: ActResult) => (result.done ? null : result.refusal);

describe('acts at the desk', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  const acts = () => house.desk.acts;
  const queue = async () => (await house.desk.queue.of(ann, vale))!;
  let saying = 0;
  const answer = (who: typeof ann, id: string, text: string) =>
    say(acts(), who, id, { actId: `answer-${(saying += 1)}`, text });
  const floor = async (id: string) => (await house.store.load(id))?.desk;

  describe('taking', () => {
    it('gives a conversation to one of two who try at once, and tells the other who has it', async () => {
      const id = await house.text('can I talk to a person');
      const results = await Promise.all([claim(acts(), ann, id), claim(acts(), ben, id)]);
      expect(results.filter(({ done }) => done)).to.have.length(1);
      const winner = (await floor(id))!.holder!;
      expect(results.map(refusal).filter((each) => each !== null)).to.deep.equal([
        { why: 'taken', by: winner.name },
      ]);
      expect((await house.kinds(id)).filter((kind) => kind === 'claimed')).to.have.length(1);
    });

    it('keeps every word that a person writes in the same moment, and no word of the bot after it', async () => {
      const id = await house.text('can I talk to a person');
      await Promise.all([claim(acts(), ann, id), house.text('are you there'), house.text('please')]);
      const journal = await house.journal(id);
      expect(journal.filter(({ kind }) => kind === 'said')).to.have.length(3);
      const taken = journal.findIndex(({ kind }) => kind === 'claimed');
      expect(journal.slice(taken).some(({ kind }) => kind === 'replied')).to.equal(false);
    });

    it('tells the person who has joined, by the area’s policy', async () => {
      const id = await house.text('can I talk to a person');
      await claim(acts(), { ...ann, firstName: null }, id);
      expect((await house.texts(id)).at(-1)).to.match(/^An adviser has joined/);
      await handBack(acts(), ann, id, { to: 'queue', note: '' });
      await claim(acts(), ben, id);
      expect((await house.texts(id)).at(-1)).to.match(/^ben has joined/);
    });

    it('is refused beyond what one adviser may hold, however many they take at once', async () => {
      await house.desk.presences.set(ann, { area: vale, availability: 'here', capacity: 2 });
      const ids = await Promise.all(
        [1, 2, 3, 4].map((each) => house.text('can I talk to a person', `+44770090010${each}`)),
      );
      const results = await Promise.all(ids.map((id) => claim(acts(), ann, id)));
      expect(results.map(refusal).filter((each) => each?.why === 'over-capacity')).to.have.length(2);
      expect((await queue()).mine).to.have.length(2);
    });

    it('is refused to somebody who is finishing, and to another area as if there were nothing', async () => {
      const id = await house.text('can I talk to a person');
      await house.desk.presences.set(ann, { area: vale, availability: 'finishing' });
      expect(refusal(await claim(acts(), ann, id))).to.deep.equal({ why: 'not-here' });
      expect(refusal(await claim(acts(), far, id))).to.deep.equal({ why: 'not-found' });
      expect(refusal(await claim(acts(), far, 'nothing'))).to.deep.equal({ why: 'not-found' });
      expect(refusal(await claim(acts(), adviser('o', 'officer'), id))).to.deep.equal({ why: 'not-found' });
    });

    it('is open to a supervisor who only looks on, and who is not at the desk for that', async () => {
      const id = await house.text('can I talk to a person');
      await house.desk.presences.seen(sue, [vale]);
      expect((await house.store.desk.presence('sue', vale))?.availability).to.equal('away');
      expect((await claim(acts(), sue, id)).done).to.equal(true);
      const both = { ...adviser('both', 'supervisor'), grants: [{ role: 'adviser', area: vale } as const] };
      await house.desk.presences.seen(both, [vale]);
      expect((await house.store.desk.presence('both', vale))?.availability).to.equal('here');
    });

    it('joins one that nobody has asked to be joined', async () => {
      const id = await house.text('I look after my mum in Barry, she has dementia');
      expect((await queue()).waiting).to.deep.equal([]);
      expect((await claim(acts(), sue, id)).done).to.equal(true);
      expect((await house.desk.queue.of(sue, vale))?.mine).to.have.length(1);
    });
  });

  describe('saying', () => {
    it('goes to a phone once, however often the same act is sent', async () => {
      const id = await house.text('can I talk to a person');
      await claim(acts(), ann, id);
      const before = (await house.texts(id)).length;
      const input = { actId: 'the-same-act', text: 'Hello – I’m here' };
      const results = await Promise.all([1, 2, 3].map(() => say(acts(), ann, id, input)));
      expect(results.every(({ done }) => done)).to.equal(true);
      await say(acts(), ann, id, input);
      expect((await house.texts(id)).slice(before)).to.deep.equal(["Hello - I'm here"]);
      expect((await house.kinds(id)).filter((kind) => kind === 'adviser-said')).to.have.length(1);
    });

    it('is only for whoever has the floor', async () => {
      const id = await house.text('can I talk to a person');
      expect(refusal(await answer(ann, id, 'hello'))).to.deep.equal({ why: 'not-held' });
      await claim(acts(), ann, id);
      expect(refusal(await answer(ben, id, 'hello'))).to.deep.equal({ why: 'taken', by: ann.name });
      await close(acts(), ann, id, { outcome: 'advice-given', note: '' });
      expect(refusal(await answer(ann, id, 'hello'))).to.deep.equal({ why: 'closed' });
    });

    it('is refused where it could not arrive: after STOP, and by WhatsApp a day later', async () => {
      const id = await house.text('can I talk to a person');
      await claim(acts(), ann, id);
      await house.store.setOptOut('sms', '+447700900001', true, house.clock());
      expect(refusal(await answer(ann, id, 'hello'))).to.deep.equal({ why: 'opted-out' });
      const other = await house.text('can I talk to a person', '+447700900002', 'whatsapp');
      await claim(acts(), ann, other);
      expect((await answer(ann, other, 'hello')).done).to.equal(true);
      const view = await house.desk.conversations.standing(ann, other, 'en');
      expect(view?.window?.closesAt).to.equal('2026-11-24T10:00:00.000Z');
      await house.desk.presences.seen(ann, [vale]);
      for (let hours = 0; hours < 24 * 15; hours += 1) {
        await house.desk.presences.seen(ann, [vale]);
        await house.pass(4);
      }
      expect(refusal(await answer(ann, other, 'hello'))).to.deep.equal({ why: 'window-closed' });
    });

    it('is never cut: what is too long for the channel is refused', async () => {
      const id = await house.text('can I talk to a person');
      await claim(acts(), ann, id);
      expect(refusal(await answer(ann, id, 'a'.repeat(919)))).to.deep.equal({ why: 'too-long', most: 918 });
      await answer(ann, id, 'b'.repeat(918));
      expect((await house.texts(id)).at(-1)).to.have.length(918);
    });

    it('shows on the web as from a person, and nothing that is for advisers alone is shown there', async () => {
      const id = await house.web();
      await house.write(id, 'can I talk to a person');
      await claim(acts(), ann, id);
      await answer(ann, id, 'Hello from Ann');
      await note(acts(), ben, id, { actId: 'a-private-note', text: 'SECRET note' });
      await transfer(acts(), ann, id, { to: { kind: 'area', area: elsewhere }, note: 'SECRET handover' });
      const journal = await house.journal(id);
      const activities = journal.map((entry) => activityOf(id, entry)).filter((each) => each !== null);
      expect(JSON.stringify(activities)).not.to.contain('SECRET');
      expect(JSON.stringify(transcriptOf(journal, 'en', house.clock()))).not.to.contain('SECRET');
      expect(activities.find((each) => 'text' in each && each.text === 'Hello from Ann')).to.deep.include({
        from: { id: 'adviser', role: 'bot', name: 'ann' },
        channelData: { adviser: 'ann' },
      });
      expect(JSON.stringify(activities)).not.to.contain(ann.name);
    });
  });

  describe('giving up', () => {
    it('puts somebody back in their old place in the queue', async () => {
      const first = await house.text('can I talk to a person', '+447700900001');
      await house.pass(1);
      const second = await house.text('can I talk to a person', '+447700900002');
      await claim(acts(), ann, first);
      await house.pass(1);
      await handBack(acts(), ann, first, { to: 'queue', note: 'lunch' });
      expect((await queue()).waiting.map(({ conversationId }) => conversationId)).to.deep.equal([
        first,
        second,
      ]);
      expect((await house.texts(first)).at(-1)).to.match(/You keep your place/);
    });

    it('lets the bot go on with the question that was open, in the conversation’s own words', async () => {
      const id = await house.text('I look after my mum, she has dementia');
      const asked = (await house.texts(id)).at(-1)!;
      expect(asked).to.match(/\?/);
      await claim(acts(), ann, id);
      await house.text('thank you for joining');
      await handBack(acts(), ann, id, { to: 'bot', note: '' });
      const question = asked.split('\n').find((line) => line.includes('?'))!;
      expect((await house.texts(id)).at(-1)).to.contain(question.split('. ').at(-1));
      await house.text('Barry');
      const { story } = readState((await house.store.load(id))!.state);
      expect(story.place?.name).to.equal('Barry');
      expect((await queue()).waiting).to.deep.equal([]);
    });

    it('closes with what came of it; the next message opens it again, for the same adviser first', async () => {
      const other = await house.text('can I talk to a person', '+447700900009');
      await house.pass(1);
      const id = await house.text('can I talk to a person');
      await claim(acts(), ann, id);
      await close(acts(), ann, id, { outcome: 'advice-given', note: 'all well' });
      expect((await queue()).closed).to.deep.include.members([
        (await queue()).closed.find(({ conversationId }) => conversationId === id)!,
      ]);
      expect((await queue()).closed[0]).to.include({ conversationId: id, outcome: 'advice-given' });
      await house.text('what about respite');
      expect(await floor(id)).to.include({ status: 'bot', outcome: null });
      expect(await house.kinds(id)).to.include('reopened');
      await house.text('can I talk to a person');
      const ids = async (who: typeof ann) =>
        (await house.desk.queue.of(who, vale))!.waiting.map(({ conversationId }) => conversationId);
      expect(await ids(ann)).to.deep.equal([id, other]);
      expect(await ids(ben)).to.deep.equal([other, id]);
    });

    it('hands over to a colleague with a note, to another area’s queue, and by a supervisor', async () => {
      const id = await house.text('can I talk to a person');
      await claim(acts(), ann, id);
      const toBen = { to: { kind: 'adviser' as const, adviser: 'ben' }, note: 'speaks Welsh' };
      expect(refusal(await transfer(acts(), ann, id, toBen))).to.deep.equal({ why: 'no-such-target' });
      await house.desk.presences.seen(ben, [vale]);
      expect((await transfer(acts(), ann, id, toBen)).done).to.equal(true);
      expect((await floor(id))?.holder?.adviser).to.equal('ben');
      expect((await house.texts(id)).at(-1)).to.match(/^ben has taken over/);
      await house.desk.presences.seen(ann, [vale]);
      expect((await reassign(acts(), ben, id, { adviser: 'ann', note: '' })).done).to.equal(false);
      expect((await reassign(acts(), sue, id, { adviser: 'ann', note: '' })).done).to.equal(true);
      const area = { to: { kind: 'area' as const, area: elsewhere }, note: 'lives there' };
      expect((await transfer(acts(), ann, id, area)).done).to.equal(true);
      expect((await queue()).waiting).to.deep.equal([]);
      expect((await house.desk.queue.of(far, elsewhere))?.waiting).to.have.length(1);
      expect(refusal(await answer(ann, id, 'hello'))).to.deep.equal({ why: 'not-found' });
      expect(await house.desk.conversations.open(ann, id, 'en')).to.equal(null);
    });
  });

  describe('on the person’s behalf', () => {
    it('corrects the story, keeps what it was, and is refused on something older than was shown', async () => {
      const id = await house.text('I look after my mum in Barry, she has dementia');
      await claim(acts(), ann, id);
      const version = (await house.store.load(id))!.version;
      const correct = (over: object) =>
        correctStory(acts(), house.desk.personKeys, ann, id, {
          version,
          correction: { fact: 'theirPlace', value: 'Penarth' },
          ...over,
        });
      expect((await correct({})).done).to.equal(true);
      expect(refusal(await correct({}))).to.deep.equal({ why: 'changed' });
      const newer = { version: version + 1, correction: { fact: 'theirPlace', value: 'Nowhere at all' } };
      expect(refusal(await correct(newer))).to.deep.equal({ why: 'not-understood' });
      const { story } = readState((await house.store.load(id))!.state);
      expect(story.place?.name).to.equal('Penarth');
      const corrected = (await house.journal(id)).find(({ kind }) => kind === 'corrected');
      expect(corrected).to.include({ fact: 'theirPlace', before: 'Barry', after: 'Penarth' });
    });

    it('passes somebody to a service with a note, as they agreed, and never without', async () => {
      const receiver = 'vale-families-first-advice-line';
      const id = await house.text('I look after my mum in Barry, she has dementia, I am 40');
      await claim(acts(), ann, id);
      const pass = (service: string, agreed?: { wording: string }) =>
        transfer(acts(), ann, id, {
          to: { kind: 'service', service },
          note: 'She would like a call about nights.',
          ...(agreed && { agreed }),
        });
      const agreed = { wording: 'May I pass this to Families First? She said yes.' };
      expect(refusal(await pass(receiver))).to.deep.equal({ why: 'no-consent' });
      expect(refusal(await pass('cruse', agreed))).to.deep.equal({ why: 'no-such-target' });
      expect(await house.store.referralsOf(id)).to.deep.equal([]);
      expect((await pass(receiver, agreed)).done).to.equal(true);
      const [referral, ...others] = await house.store.referralsOf(id);
      expect(others).to.deep.equal([]);
      expect(referral).to.include({ service: receiver, note: 'She would like a call about nights.' });
      expect(referral?.consent).to.include({ wording: agreed.wording, given: true });
      expect(referral?.consent.services).to.deep.equal([receiver]);
      expect((await house.texts(id)).at(-1))
        .to.contain(referral!.reference)
        .and.to.match(/^ann has passed/);
      const sent = (await house.store.outboxOf(id)).map(({ payload }) => payload);
      const email = sent.find((payload) => payload.kind === 'email');
      expect(email?.text).to.contain('She would like a call about nights.');
      expect(await floor(id)).to.include({ status: 'closed', outcome: 'referred', holder: null });
      expect((await house.kinds(id)).slice(-4)).to.deep.equal([
        'consented',
        'referred',
        'transferred',
        'notice',
      ]);
      expect(refusal(await pass(receiver, agreed)), 'sent twice').to.deep.equal({ why: 'closed' });
      await house.text('thank you');
      expect(await floor(id)).to.include({ status: 'bot' });
    });

    it('refers with consent and never without, once for one act', async () => {
      const id = await house.text('I look after my mum in Barry, she has dementia, I am 40');
      await claim(acts(), ann, id);
      const refer = (agreed?: { wording: string }) =>
        referOnBehalf(acts(), ann, id, { actId: 'refer-one', kind: 'refer', ...(agreed && { agreed }) });
      expect(refusal(await refer())).to.deep.equal({ why: 'no-consent' });
      const agreed = { wording: 'Shall I pass this to the hub? She said yes.' };
      expect((await refer(agreed)).done).to.equal(true);
      expect((await refer(agreed)).done).to.equal(true);
      const referrals = await house.store.referralsOf(id);
      expect(referrals.length).to.be.greaterThan(0);
      expect(referrals[0]?.consent.wording).to.equal(agreed.wording);
      expect(referrals[0]?.contact.phone).to.equal('+447700900001');
      const emails = (await house.store.outboxOf(id)).filter(({ payload }) => payload.kind === 'email');
      expect(emails).to.have.length(referrals.length);
    });
  });

  it('writes each act and each look in the audit log, without a word of what was said', async () => {
    const id = await house.text('my secret words, can I talk to a person');
    await house.text('person');
    await claim(acts(), ann, id);
    await house.desk.conversations.open(ben, id, 'en');
    await answer(ann, id, 'my secret answer');
    await close(acts(), ann, id, { outcome: 'advice-given', note: 'secret' });
    const log = await house.store.desk.audit({ area: vale }, 10);
    expect(log.map(({ act, adviser: who }) => `${who} ${act}`)).to.deep.equal([
      'ann closed',
      'ann said',
      'ben viewed',
      'ann claimed',
    ]);
    expect(JSON.stringify(log)).not.to.contain('secret');
  });

  it('pauses an area’s intake for supervisors alone, and tells those who ask', async () => {
    const parts = { store: house.store, live: house.live, clock: house.clock };
    expect(await setIntake(parts, ann, { area: vale, paused: true })).to.equal(false);
    expect(await setIntake(parts, sue, { area: vale, paused: true })).to.equal(true);
    const id = await house.text('can I talk to a person');
    expect((await house.texts(id)).join('\n')).to.match(/cannot take anybody new/);
    expect((await queue()).paused?.by).to.equal('sue');
    await house.text('how long will it be?');
    expect((await house.texts(id)).at(-2)).to.match(/cannot take anybody new/);
    expect(refusal(await claim(acts(), ann, id))).to.deep.equal({ why: 'paused', by: sue.name });
    expect(refusal(await claim(acts(), sue, id))).to.deep.equal({ why: 'paused', by: sue.name });
    const danger = await house.text('I am going to kill myself', '+447700900003');
    expect((await claim(acts(), ann, danger)).done, 'danger is always taken').to.equal(true);
    await house.desk.presences.seen(ben, [vale]);
    expect(
      (await reassign(acts(), sue, id, { adviser: 'ben', note: '' })).done,
      'given by a supervisor',
    ).to.equal(true);
    await handBack(acts(), ben, id, { to: 'queue', note: '' });
    await setIntake(parts, sue, { area: vale, paused: false });
    expect((await claim(acts(), ben, id)).done).to.equal(true);
    await handBack(acts(), ben, id, { to: 'queue', note: '' });
    const next = await house.text('can I talk to a person', '+447700900002');
    expect((await house.texts(next)).join('\n')).to.match(/^One person is before you/m);
  });
});
