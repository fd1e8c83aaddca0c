import { expect } from 'chai';
import type { OpenedStore } from '../contract.js';
import { minute } from '../samples.js';

const area = 'vale-of-glamorgan';
const kind = 'subscription';

export function areaRecordsContract(subject: () => OpenedStore): void {
  describe('records of an area', () => {
    it('are kept by area and kind, with what was logged of them, over a reopening', async () => {
      const { store, reopen } = subject();
      const entry = {
        at: minute(0).toISOString(),
        adviser: 'a1',
        name: 'Mared',
        area,
        act: 'newsletter-imported',
        conversationId: null,
      };
      const write = (id: string) => ({ id, expected: 0, body: { to: `${id}@example.org`, list: [] } });
      expect(await store.records.put(area, kind, [write('b'), write('a')], [entry])).to.deep.equal([
        'b',
        'a',
      ]);
      await store.records.put('thurrock', kind, [write('c')], []);
      await store.records.put(area, 'other', [write('d')], []);
      const again = await reopen();
      const whole = (id: string) => ({ id, version: 1, body: write(id).body });
      expect(await again.records.all(area, kind)).to.deep.equal([whole('a'), whole('b')]);
      expect(await again.records.find(area, kind, 'a')).to.deep.equal(whole('a'));
      expect(await again.records.find(area, kind, 'c')).to.equal(null);
      expect(await again.records.all('coventry', kind)).to.deep.equal([]);
      expect((await again.desk.audit({ area }, 5)).map(({ act }) => act)).to.deep.equal([
        'newsletter-imported',
      ]);
    });

    it('are removed only as they were read, and can be made anew', async () => {
      const { store, reopen } = subject();
      const put = (id: string, expected: number) =>
        store.records.put(area, kind, [{ id, expected, body: { to: id } }], []);
      for (const id of ['a', 'b']) await put(id, 0);
      await put('a', 1);
      expect(await store.records.remove(area, kind, 'a', 1)).to.equal(false);
      expect(await store.records.remove('thurrock', kind, 'a', 2)).to.equal(false);
      expect(await store.records.remove(area, 'other', 'a', 2)).to.equal(false);
      expect(await store.records.remove(area, kind, 'a', 2)).to.equal(true);
      expect(await store.records.remove(area, kind, 'a', 2)).to.equal(false);
      const again = await reopen();
      expect((await again.records.all(area, kind)).map(({ id }) => id)).to.deep.equal(['b']);
      expect(await again.records.find(area, kind, 'a')).to.equal(null);
      expect(await again.records.put(area, kind, [{ id: 'a', expected: 0, body: {} }], [])).to.deep.equal([
        'a',
      ]);
    });

    it('change only from what was read: one of many at once writes', async () => {
      const { store } = subject();
      const attempt = (expected: number, body: string) =>
        store.records.put(area, kind, [{ id: 'a', expected, body }], []);
      const first = await Promise.all(Array.from({ length: 6 }, (_, index) => attempt(0, `new ${index}`)));
      expect(first.flat()).to.deep.equal(['a']);
      expect(await attempt(0, 'late')).to.deep.equal([]);
      const second = await Promise.all([attempt(1, 'one'), attempt(1, 'other')]);
      expect(second.flat()).to.deep.equal(['a']);
      expect(await store.records.find(area, kind, 'a')).to.include({ version: 2 });
    });
  });
}
