import { expect } from 'chai';
import { StoreRefused } from '../../../../server/store/errors.js';
import { eachReceiver } from '../../../../server/store/outbox.js';
import type { Assessment, ReferralStanding } from '../../../../server/store/referrals.js';
import type { OpenedStore } from '../contract.js';
import { commitNext, failure, loaded, message, minute, referral, turn } from '../samples.js';

const area = 'vale-of-glamorgan';

function standing(reference: string, over: Partial<ReferralStanding> = {}): ReferralStanding {
  return {
    reference,
    area,
    service: 'unpaid-carers-hub',
    party: null,
    status: 'open',
    changedAt: minute(0).toISOString(),
    by: null,
    reason: null,
    onTo: null,
    item: null,
    link: null,
    ...over,
  };
}

function assessment(id: string, reference: string, over: Partial<Assessment> = {}): Assessment {
  return {
    id,
    reference,
    area,
    party: 'hub',
    kind: 'assessment',
    outcome: 'advice-enough',
    at: minute(1).toISOString(),
    by: { adviser: 'a1', name: 'Ann' },
    written: { wants: 'to keep her job' },
    agreement: { answer: 'agreed', comment: '' },
    ...over,
  };
}

export function referralsContract(subject: () => OpenedStore): void {
  const made = (conversation: string, id: string, over: Partial<ReferralStanding> = {}) =>
    commitNext(
      subject().store,
      turn(conversation, { referrals: [referral(id)], standings: [standing(`REF-${id}`, over)] }),
    );
  const references = (found: { reference: string }[]) => found.map(({ reference }) => reference);

  describe('what became of referrals', () => {
    it('is found by reference and by conversation, in order, over a reopening', async () => {
      await made('c1', 'r1');
      await made('c1', 'r2', { party: 'hub', reason: 'Her own words' });
      await made('c2', 'r3');
      const { referrals } = await subject().reopen();
      expect(await referrals.find('REF-r2')).to.deep.equal({
        ...standing('REF-r2', { party: 'hub', reason: 'Her own words' }),
        conversationId: 'c1',
        delivery: null,
      });
      expect(await referrals.find('REF-none')).to.equal(null);
      expect(references(await referrals.ofConversation('c1'))).to.deep.equal(['REF-r1', 'REF-r2']);
    });

    it('is written whole with a turn or not at all, and only for a referral of that conversation', async () => {
      const { store } = subject();
      await made('c1', 'r1', { reason: 'before' });
      const accepted = { standings: [standing('REF-r1', { status: 'accepted' })] };
      expect((await store.commit(turn('c1', { ...accepted, expectedVersion: 9 }))).outcome).to.equal(
        'conflict',
      );
      expect(await store.referrals.find('REF-r1')).to.include({ status: 'open', reason: 'before' });
      expect(await failure(store.commit(turn('c2', accepted)))).to.be.instanceOf(StoreRefused);
      expect(await store.load('c2')).to.equal(null);
      await commitNext(store, turn('c1', accepted));
      expect(await store.referrals.find('REF-r1')).to.include({ status: 'accepted', reason: null });
    });

    it('tells how far the item has come that takes it to the service', async () => {
      const { store } = subject();
      const standings = [standing('REF-r1', { item: 'i1' })];
      await commitNext(
        store,
        turn('c1', { referrals: [referral('r1')], standings, outbox: [message('i1')] }),
      );
      const delivery = async () => (await store.referrals.find('REF-r1'))?.delivery;
      expect(await delivery()).to.deep.equal({ state: 'waiting', attempts: 0 });
      await store.claimOutbox('w', minute(0), 60_000, eachReceiver(1));
      expect(await delivery()).to.deep.equal({ state: 'leased', attempts: 1 });
      await store.settleOutbox('i1', 'w', { outcome: 'sent', providerId: null }, minute(0));
      expect(await delivery()).to.deep.equal({ state: 'sent', attempts: 1 });
    });

    it('is found by the hash of its link for as long as it has that link', async () => {
      const link = { hash: 'h1', expiresAt: minute(5).toISOString() };
      await made('c1', 'r1', { link });
      const { store } = subject();
      expect(await store.referrals.byLink('h1')).to.deep.include({ reference: 'REF-r1', link });
      expect(await store.referrals.byLink('h2')).to.equal(null);
      await commitNext(store, turn('c1', { standings: [standing('REF-r1')] }));
      expect(await store.referrals.byLink('h1')).to.equal(null);
      await made('c2', 'r2', { link });
      const twice = turn('c3', { referrals: [referral('r3')], standings: [standing('REF-r3', { link })] });
      expect(await failure(store.commit(twice))).to.be.instanceOf(StoreRefused);
    });

    it('is listed for the party at whose desk it stands, what changed last first', async () => {
      const at = (minutes: number) => ({ party: 'hub', changedAt: minute(minutes).toISOString() });
      await made('c1', 'r1', at(1));
      await made('c2', 'r2', at(3));
      await made('c3', 'r3', at(2));
      await made('c4', 'r4', { party: 'another' });
      await made('c5', 'r5', { ...at(4), area: 'coventry' });
      await made('c6', 'r6');
      const { referrals } = subject().store;
      expect(references(await referrals.ofParty(area, 'hub', 2))).to.deep.equal(['REF-r2', 'REF-r3']);
      expect(references(await referrals.ofParty(area, 'hub', 9))).to.have.length(3);
      expect(references(await referrals.ofParty('coventry', 'another', 9))).to.deep.equal([]);
    });

    it('is counted by service, party and status since a time', async () => {
      await made('c1', 'r1', { party: 'hub', status: 'accepted', changedAt: minute(2).toISOString() });
      await made('c2', 'r2', { party: 'hub', status: 'accepted', changedAt: minute(3).toISOString() });
      await made('c3', 'r3', { changedAt: minute(2).toISOString() });
      await made('c4', 'r4', { changedAt: minute(1).toISOString() });
      await made('c5', 'r5', { area: 'coventry', changedAt: minute(3).toISOString() });
      const service = 'unpaid-carers-hub';
      expect(await subject().store.referrals.counts(area, minute(2))).to.have.deep.members([
        { service, party: 'hub', status: 'accepted', count: 2 },
        { service, party: null, status: 'open', count: 1 },
      ]);
    });

    it('is counted as it is now, over many days, and no more once it is gone', async () => {
      const { store } = subject();
      const service = 'unpaid-carers-hub';
      const day = (days: number, minutes = 0): Date => minute(days * 24 * 60 + minutes);
      const counts = (since: Date) => store.referrals.counts(area, since);
      await made('c1', 'r1', { changedAt: day(0, 5).toISOString() });
      await made('c2', 'r2', { changedAt: day(1, 5).toISOString() });
      await made('c3', 'r3', { changedAt: day(4, 5).toISOString() });
      expect(await counts(day(0, 6))).to.deep.equal([{ service, party: null, status: 'open', count: 2 }]);
      expect(await counts(day(1, 6))).to.deep.equal([{ service, party: null, status: 'open', count: 1 }]);

      const accepted = standing('REF-r1', { status: 'accepted', changedAt: day(5).toISOString() });
      await commitNext(store, turn('c1', { standings: [accepted] }));
      expect(await counts(day(0))).to.have.deep.members([
        { service, party: null, status: 'open', count: 2 },
        { service, party: null, status: 'accepted', count: 1 },
      ]);
      await commitNext(store, turn('c1', { standings: [{ ...accepted, area: 'coventry' }] }));
      expect(await counts(day(0))).to.deep.equal([{ service, party: null, status: 'open', count: 2 }]);
      expect(await store.forget(minute(100), 10)).to.equal(3);
      expect(await counts(day(0))).to.deep.equal([]);
      expect(await store.referrals.counts('coventry', day(0))).to.deep.equal([]);
    });
  });

  describe('assessments', () => {
    it('are kept with the referral that they were made on, and counted', async () => {
      const { store } = subject();
      await made('c1', 'r1');
      const one = assessment('a1', 'REF-r1');
      const two = assessment('a2', 'REF-r1', { kind: 'review', at: minute(5).toISOString() });
      await commitNext(store, turn('c1', { assessments: [one] }));
      await commitNext(store, turn('c1', { assessments: [two] }));
      expect(
        await failure(store.commit(turn('c2', { assessments: [assessment('a3', 'REF-r1')] }))),
      ).to.be.instanceOf(StoreRefused);
      const { referrals } = await subject().reopen();
      expect(await referrals.assessments('REF-r1')).to.deep.equal([one, two]);
      expect(await referrals.assessments('REF-none')).to.deep.equal([]);
      expect(await referrals.assessmentCounts(area, minute(2))).to.deep.equal([
        { party: 'hub', kind: 'review', outcome: 'advice-enough', count: 1 },
      ]);
      expect(await referrals.assessmentCounts('coventry', minute(0))).to.deep.equal([]);
    });
  });

  describe('what became of referrals, and erasure', () => {
    it('outlives an erasure, as the referral does, and goes with the conversation', async () => {
      const { store } = subject();
      await made('c1', 'r1', { party: 'hub' });
      await commitNext(store, turn('c1', { assessments: [assessment('a1', 'REF-r1')] }));
      await commitNext(store, turn('c1', { erase: true }));
      expect(await store.referrals.find('REF-r1')).to.include({ party: 'hub' });
      expect(await store.referrals.assessments('REF-r1')).to.have.length(1);
      await store.forget(minute(100), 10);
      expect(await store.referrals.find('REF-r1')).to.equal(null);
      expect(await store.referrals.ofParty(area, 'hub', 9)).to.deep.equal([]);
      expect(await store.referrals.assessments('REF-r1')).to.deep.equal([]);
      expect(await store.referrals.assessmentCounts(area, minute(0))).to.deep.equal([]);
    });
  });

  describe('a guard on what was not sent', () => {
    it('holds until an item is lent', async () => {
      const { store } = subject();
      await commitNext(store, turn('c1', { outbox: [message('i1')] }));
      const commit = async (unsent: string[]) => {
        const { version } = await loaded(store, 'c1');
        return store.commit(turn('c1', { expectedVersion: version, guard: { unsent } }));
      };
      expect((await commit(['i1'])).outcome).to.equal('committed');
      expect(await commit(['i1', 'none'])).to.deep.equal({ outcome: 'refused', guard: 'unsent' });
      await store.claimOutbox('w', minute(0), 60_000, eachReceiver(1));
      expect(await commit(['i1'])).to.deep.equal({ outcome: 'refused', guard: 'unsent' });
      expect((await commit([])).outcome).to.equal('committed');
    });
  });
}
