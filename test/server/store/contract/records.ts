import { expect } from 'chai';
import { StoreUnavailable } from '../../../../server/store/errors.js';
import type { OpenedStore } from '../contract.js';
import { commitNext, failure, minute, referral, replied, turn } from '../samples.js';

export function recordsContract(subject: () => OpenedStore): void {
  describe('opt-out', () => {
    it('is remembered by channel and address, over a reopening', async () => {
      const { store, reopen } = subject();
      expect(await store.isOptedOut('sms', '+447700900001')).to.equal(false);
      await store.setOptOut('sms', '+447700900001', true, minute(0));
      const again = await reopen();
      expect(await again.isOptedOut('sms', '+447700900001')).to.equal(true);
      expect(await again.isOptedOut('whatsapp', '+447700900001')).to.equal(false);
      expect(await again.isOptedOut('sms', '+447700900002')).to.equal(false);
      await again.setOptOut('sms', '+447700900001', false, minute(1));
      expect(await again.isOptedOut('sms', '+447700900001')).to.equal(false);
    });

    it('is set and lifted by a turn, and left alone by a turn that says nothing of it', async () => {
      const { store } = subject();
      const conversation = { channel: 'sms' as const, address: '+447700900001' };
      const after = async (optOut: boolean | null) => {
        await commitNext(store, turn('c1', { conversation, optOut }));
        return store.isOptedOut('sms', '+447700900001');
      };
      expect([await after(true), await after(null), await after(false), await after(null)]).to.deep.equal([
        true,
        true,
        false,
        false,
      ]);
    });
  });

  describe('referrals', () => {
    it('are found by conversation, in order, and by reference', async () => {
      const { store, reopen } = subject();
      await commitNext(store, turn('c1', { referrals: [referral('r1')] }));
      await commitNext(store, turn('c1', { referrals: [referral('r2')] }));
      await commitNext(store, turn('c2', { referrals: [referral('r3')] }));
      const again = await reopen();
      expect(await again.referralsOf('c1')).to.deep.equal([referral('r1'), referral('r2')]);
      expect(await again.findReferral('REF-r3')).to.deep.equal(referral('r3'));
      expect(await again.findReferral('REF-none')).to.equal(null);
      expect(await again.referralsOf('none')).to.deep.equal([]);
    });
  });

  describe('being open', () => {
    it('passes its check, as often as asked', async () => {
      const { store } = subject();
      await store.check();
      await store.check();
    });

    it('finishes what it accepted before it closes, then refuses', async () => {
      const { store, reopen } = subject();
      const accepted = store.commit(turn('c1', { journal: [replied('kept')] }));
      const closed = store.close();
      expect((await accepted).outcome).to.equal('committed');
      await closed;
      expect(await failure(store.commit(turn('c2')))).to.be.instanceOf(StoreUnavailable);
      expect(await failure(store.load('c1'))).to.be.instanceOf(StoreUnavailable);
      expect(await failure(store.check())).to.be.instanceOf(StoreUnavailable);
      await store.close();
      expect(await (await reopen()).journal('c1', 0, 10)).to.have.length(1);
    });
  });
}
