import { expect } from 'chai';
import type { Attention } from '../../../../dialogs/effects.js';
import type { OpenedStore } from '../contract.js';
import { attention, commitNext, minute, turn } from '../samples.js';

export function attentionContract(subject: () => OpenedStore): void {
  const ask = (id: string, at: number, level: Attention['level'], area = 'vale-of-glamorgan') =>
    commitNext(
      subject().store,
      turn(id, {
        conversation: { area },
        at: minute(at).toISOString(),
        attention: attention(level, `${id}-${at}`),
      }),
    );

  describe('attention', () => {
    it('is null for a conversation that needs nobody', async () => {
      const { store } = subject();
      await store.commit(turn('c1'));
      expect(await store.attentionOf('c1')).to.equal(null);
      expect(await store.attentionPlace('c1')).to.equal(-1);
      expect(await store.attentionPlace('none')).to.equal(-1);
    });

    it('merges: the graver level stands, reasons are added, the first time is kept', async () => {
      await ask('c1', 1, 'urgent');
      await ask('c1', 2, 'wants-person');
      await ask('c1', 3, 'danger');
      await ask('c1', 4, 'urgent');
      const record = await (await subject().reopen()).attentionOf('c1');
      expect(record).to.include({
        conversationId: 'c1',
        level: 'danger',
        area: 'vale-of-glamorgan',
        channel: 'web',
        since: minute(1).toISOString(),
      });
      expect(record?.reasons.map(({ words }) => words)).to.deep.equal(['c1-1', 'c1-2', 'c1-3', 'c1-4']);
    });

    it('stays as it was through turns that bring none', async () => {
      await ask('c1', 1, 'urgent');
      await commitNext(subject().store, turn('c1', { at: minute(2).toISOString() }));
      expect((await subject().store.attentionOf('c1'))?.reasons).to.have.length(1);
    });

    it('lists an area with the gravest first, then by how long they wait', async () => {
      const { store } = subject();
      await ask('person', 1, 'wants-person');
      await ask('urgent-2', 3, 'urgent');
      await ask('urgent-1', 2, 'urgent');
      await ask('danger', 4, 'danger');
      await ask('elsewhere', 0, 'danger', 'cardiff');
      const ids = async (limit: number) =>
        (await store.attention('vale-of-glamorgan', limit)).map(({ conversationId }) => conversationId);
      expect(await ids(10)).to.deep.equal(['danger', 'urgent-1', 'urgent-2', 'person']);
      expect(await ids(2)).to.deep.equal(['danger', 'urgent-1']);
    });

    it('tells how many of the area come before', async () => {
      const { store } = subject();
      await ask('first', 1, 'wants-person');
      await ask('second', 2, 'danger');
      await ask('elsewhere', 0, 'danger', 'cardiff');
      await ask('third', 2, 'urgent');
      const places = ['first', 'second', 'third', 'elsewhere'].map((id) => store.attentionPlace(id));
      expect(await Promise.all(places)).to.deep.equal([2, 0, 1, 0]);
    });

    it('moves with the conversation to another area', async () => {
      const { store } = subject();
      await ask('c1', 1, 'urgent');
      await commitNext(store, turn('c1', { conversation: { area: 'cardiff' } }));
      expect(await store.attention('vale-of-glamorgan', 10)).to.deep.equal([]);
      expect(await store.attention('cardiff', 10)).to.have.length(1);
    });
  });
}
