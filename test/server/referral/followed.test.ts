import { expect } from 'chai';
import { readState } from '../../../bot/turn/conversation-state.js';
import { claim } from '../../../server/desk/acts/claim.js';
import { readAnswer } from '../../../server/referral/answer/answer-form.js';
import { answered, isOpenTo } from '../../../server/referral/answers.js';
import { newsOf } from '../../../server/referral/news.js';
import { eachReceiver } from '../../../server/store/outbox.js';
import type { OutboxItem } from '../../../server/store/outbox.js';
import type { ReferralRecord } from '../../../server/store/referrals.js';
import { adviser, House, vale } from '../desk/house.js';
import { panel } from '../desk/panel.js';
import { refersByText } from './refers.js';

const ann = adviser('ann');
const hub = 'vale-unpaid-carers-hub';
const day = 24 * 60;

describe('a referral that is followed until somebody has it', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  const refers = (safe: 'yes' | 'no' = 'yes') => refersByText(house, safe);
  const recordOf = async (id: string): Promise<ReferralRecord> => {
    const record = (await house.store.referrals.ofConversation(id)).at(-1);
    if (!record) throw new Error('Nothing was referred.');
    return record;
  };
  const answers = (reference: string, answer: string, service = '', told = 'nothing') =>
    house.referrals.move(
      (referrals) => referrals.find(reference),
      { adviser: 'receiver', name: '', act: `referral-${answer}` },
      (found) => {
        const read = readAnswer({ answer, service, reason: 'No room.', told }, [service]);
        if (!read?.answer) throw new Error('That is no answer.');
        return isOpenTo(found, read.answer.kind)
          ? answered(house.referrals.parts, found, read.answer, null)
          : null;
      },
    );
  /** Lends the referral's item to a sender, and says how it ended. */
  async function attempted(outcome: 'sent' | 'retry'): Promise<OutboxItem> {
    const [item] = (await house.store.claimOutbox('w', house.clock(), 60_000, eachReceiver(50))).filter(
      ({ payload }) => payload.kind === 'email',
    );
    if (!item) throw new Error('There is no email to send.');
    const settlement =
      outcome === 'sent'
        ? ({ outcome, providerId: null } as const)
        : ({ outcome, dueAt: house.clock(), reason: 'deferred-451', unknown: false } as const);
    await house.store.settleOutbox(item.id, 'w', settlement, house.clock());
    return item;
  }

  it('is back in the queue after two working days without an answer, once, over a restart, and the carer hears so', async () => {
    // Monday, 10 am.
    const id = await refers();
    await attempted('sent');
    const returns = 'Wednesday 25 November, 10:00: the referral comes back if nobody answers.';
    expect((await panel(house, id)).toCome).to.include(returns);
    await house.pass(2 * day - 1);
    expect(await recordOf(id)).to.include({ status: 'open' });
    expect(await house.store.attentionOf(id)).to.equal(null);
    await house.away(1);
    await Promise.all([house.desk.timers.runDue(), house.desk.timers.runDue()]);
    const { status, reference } = await recordOf(id);
    expect(status).to.equal('returned');
    const told = (await house.texts(id)).filter((text) => text.includes("hasn't answered in time"));
    expect(told).to.have.length(1);
    const [row] = (await house.desk.queue.of(ann, vale))?.waiting ?? [];
    expect(row?.reasons).to.deep.equal([
      {
        words: '',
        raisedBy: null,
        concern: null,
        referral: { reference, service: 'vale-wellbeing-matters-service', why: 'unanswered' },
        at: house.clock().toISOString(),
      },
    ]);
    await house.pass(30 * day);
    expect((await house.kinds(id)).filter((kind) => kind === 'referral-moved')).to.have.length(1);
  });

  it('stays with the adviser who has the conversation when it comes back', async () => {
    const id = await refers();
    await house.text('can i talk to a person');
    await claim(house.desk.acts, ann, id);
    await answers((await recordOf(id)).reference, 'declined');
    const record = await house.store.load(id);
    expect(record?.desk?.holder?.adviser).to.equal('ann');
    expect((await house.store.desk.rowOf(id))?.reasons.at(-1)?.words).to.equal('No room.');
  });

  it('goes on at once to a service that the carer agreed to, and keeps its own time there', async () => {
    const id = await refers();
    const first = await recordOf(id);
    await answers(first.reference, 'redirected', hub);
    const second = await recordOf(id);
    expect(second).to.include({ service: hub, party: hub, status: 'open', item: null });
    expect((await house.store.referrals.find(first.reference))?.onTo).to.deep.equal({
      service: hub,
      reference: second.reference,
    });
    expect((await house.store.findReferral(second.reference))?.followsOn).to.equal(first.reference);
    await house.pass(2 * day);
    expect((await recordOf(id)).status).to.equal('returned');
    expect((await house.store.referrals.find(first.reference))?.status).to.equal('redirected');
  });

  it('goes in no circle: a service that has passed it on does not get it again, and an adviser asks', async () => {
    const id = await refers();
    const first = await recordOf(id);
    await answers(first.reference, 'redirected', hub);
    const second = await recordOf(id);
    await answers(second.reference, 'redirected', first.service);
    const last = await recordOf(id);
    expect(last).to.include({ reference: second.reference, status: 'redirected' });
    expect(last.onTo).to.deep.equal({ service: first.service, reference: null });
    expect(await house.store.referrals.ofConversation(id)).to.have.length(2);
    const [row] = (await house.desk.queue.of(ann, vale))?.waiting ?? [];
    expect(row?.reasons[0]?.referral).to.deep.include({ reference: second.reference, why: 'redirected' });
    expect((await house.texts(id)).at(-1)).to.contain("I haven't passed it on. Our advisers have it now");
    await house.text("what's happening with my referral", '+447700900001');
    expect((await house.texts(id)).slice(-2).join('\n')).to.contain('our advisers will ask you first');
  });

  it('tells the carer why it was declined in plain words of ours, never what the receiver wrote', async () => {
    const id = await refers();
    await answers((await recordOf(id)).reference, 'declined', '', 'full');
    const told = (await house.texts(id)).at(-1) ?? '';
    expect(told).to.match(/can't take it\. They have no room just now\. Our advisers have it now/);
    expect((await house.texts(id)).join()).not.to.contain('No room.');
    const [row] = (await house.desk.queue.of(ann, vale))?.waiting ?? [];
    expect(row?.reasons[0]?.words).to.equal('No room.');
  });

  it('tells nobody of a refusal by a text that they called unsafe', async () => {
    const id = await refers('no');
    const before = (await house.texts(id)).length;
    await answers((await recordOf(id)).reference, 'declined', '', 'other-help');
    expect(await house.texts(id)).to.have.length(before);
    const last = (await house.journal(id)).filter(({ kind }) => kind === 'notice').at(-1);
    expect(last && 'text' in last ? last.text : '').to.contain('They give other kinds of help.');
  });

  it('is answered once, though two answer in the same moment', async () => {
    const id = await refers();
    const { reference } = await recordOf(id);
    const both = await Promise.all([answers(reference, 'accepted'), answers(reference, 'declined')]);
    expect(both.filter(Boolean)).to.have.length(1);
    expect((await house.kinds(id)).filter((kind) => kind === 'referral-moved')).to.have.length(1);
  });

  it('has its time again when the receiver has it and has not decided', async () => {
    const id = await refers();
    await house.pass(day);
    await answers((await recordOf(id)).reference, 'arrived');
    await house.pass(2 * day - 1);
    expect((await recordOf(id)).status).to.equal('arrived');
    await house.pass(1);
    expect((await recordOf(id)).status).to.equal('returned');
  });

  it('tells nobody by a text that they called unsafe: the news waits in their conversation', async () => {
    const id = await refers('no');
    const before = (await house.texts(id)).length;
    await answers((await recordOf(id)).reference, 'accepted');
    expect(await house.texts(id)).to.have.length(before);
    expect((await house.journal(id)).at(-1)).to.include({ kind: 'notice' });
  });

  it('never goes when it is withdrawn before it was sent', async () => {
    const id = await refers();
    await house.text("i've changed my mind, don't send it");
    const record = await recordOf(id);
    expect(newsOf(house.content, record)).to.include({ state: 'withdrawn', left: false });
    const emails = (await house.store.outboxOf(id)).filter(({ payload }) => payload.kind === 'email');
    expect(emails).to.have.length(1);
    await house.pass(30 * day);
    expect(await house.store.attentionOf(id)).to.equal(null);
    expect(readState((await house.store.load(id))!.state).story.consents.at(-1)?.given).to.equal(false);
  });

  it('is stopped at the service that has it, which is told to delete it', async () => {
    const id = await refers();
    await attempted('sent');
    await house.text("i've changed my mind, don't send it");
    expect((await house.texts(id)).join(' ')).to.include('asking them to delete it');
    const emails = (await house.store.outboxOf(id)).flatMap(({ payload }) =>
      payload.kind === 'email' ? [payload] : [],
    );
    expect(emails.map(({ about }) => about)).to.deep.equal(['referral', 'withdrawal']);
    expect(emails[1]?.text).to.include('no longer agree').and.not.to.include('Bethan');
    expect(await answers((await recordOf(id)).reference, 'accepted')).to.equal(false);
  });

  it('is stopped after the service said yes, in words of their own, and they are told so', async () => {
    const id = await refers();
    await attempted('sent');
    const { reference } = await recordOf(id);
    await answers(reference, 'accepted');
    await house.text('i have changed my mind, please dont send it');
    expect((await recordOf(id)).status).to.equal('withdrawn');
    expect((await house.texts(id)).slice(-2).join()).to.contain('asking them to delete it');
    const emails = (await house.store.outboxOf(id)).filter(({ payload }) => payload.kind === 'email');
    expect(emails).to.have.length(2);
    await house.text("what's happening with my referral?");
    const told = (await house.texts(id)).slice(-2).join();
    expect(told).to.contain("stopped, because you asked. I've asked them to delete it");
    expect(told, 'there is nothing left to stop').not.to.contain("say don't send it");
  });

  it('tells the truth when it was lent to a sender in the very moment in which it was withdrawn', async () => {
    const id = await refers();
    const { store } = house;
    const commit = store.commit.bind(store);
    let lent = false;
    store.commit = async (turn) => {
      if (turn.guard?.unsent && !lent) {
        lent = true;
        await attempted('retry');
      }
      return commit(turn);
    };
    await house.text("i've changed my mind, don't send it");
    store.commit = commit;
    expect(lent).to.equal(true);
    expect((await house.texts(id)).join(' ')).to.include('asking them to delete it');
    expect(newsOf(house.content, await recordOf(id)).left).to.equal(true);
  });

  it('is withdrawn while an adviser has the floor, for it is the person’s right', async () => {
    const id = await refers();
    await house.text('can i talk to a person');
    await claim(house.desk.acts, ann, id);
    await house.text("don't send it");
    expect((await recordOf(id)).status).to.equal('withdrawn');
    expect((await house.texts(id)).at(-1)).to.include("I've stopped it");
    expect((await house.store.load(id))?.desk?.status).to.equal('held');
  });

  it('never goes when everything is deleted before it was sent, and nobody is told anything more', async () => {
    const id = await refers();
    await house.text('delete it');
    await house.text('yes');
    expect(newsOf(house.content, await recordOf(id))).to.include({ state: 'withdrawn', left: false });
    await house.pass(30 * day);
    expect(await house.kinds(id)).not.to.include('referral-moved');
  });

  it('tells the desks that look on of every change', async () => {
    const id = await refers();
    const { reference } = await recordOf(id);
    const area = new Promise<void>((resolve) => house.live.subscribeArea(vale, resolve));
    const party = new Promise<void>((resolve) => house.live.subscribeArea(`party/${hub}`, resolve));
    await answers(reference, 'redirected', hub);
    await Promise.all([area, party]);
  });
});
