import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../../server/store/store.js';
import { commitNext, loaded, message, replied, said, turn } from '../store/samples.js';

const writers = Array.from({ length: 6 }, (_, index) => `writer-${index}`);

/** Writing that goes on. */
interface Writing {
  /** Waits until each conversation has `more` turns more than it has. */
  goOn(more: number): Promise<void>;
  /** Returns how many turns were written in all. */
  stop(): Promise<number>;
}

/** Writes turns of several conversations, one turn each at a time, until it is told to stop. */
export function keepWriting(stores: readonly Store[]): Writing {
  let over = false;
  const counts = new Map(writers.map((id) => [id, 0]));
  const write = async (id: string): Promise<number> => {
    for (let count = 0; ; count += 1) {
      counts.set(id, count);
      if (over) return count;
      const messageId = `${id}-${count}`;
      const store = stores[count % stores.length]!;
      const journal = [said(messageId, 'told '.repeat(50)), replied(`to ${messageId}`)];
      await commitNext(
        store,
        turn(id, {
          conversation: { channel: 'sms', address: `+44770090010${writers.indexOf(id)}` },
          messageId,
          journal,
          outbox: [message(messageId, { lane: id })],
        }),
      );
    }
  };
  const written = Promise.all(writers.map(write));
  return {
    goOn: async (more) => {
      const enough = [...counts].map(([id, count]) => [id, count + more] as const);
      const failed = written.then(() => undefined);
      while (enough.some(([id, count]) => (counts.get(id) ?? 0) < count))
        await Promise.race([sleep(5), failed]);
    },
    stop: async () => {
      over = true;
      return (await written).reduce((sum, count) => sum + count, 0);
    },
  };
}

/** What was written is there up to some turn of each conversation, and each turn whole. Returns how many turns. */
export async function expectWhole(store: Store): Promise<number> {
  let turns = 0;
  for (const id of writers) {
    const { version, lastSeq, address } = await loaded(store, id);
    const ids = Array.from({ length: version }, (_, index) => `${id}-${index}`);
    const journal = await store.journal(id, 0, 1_000_000);
    const said = journal.flatMap((entry) => (entry.kind === 'said' ? [entry.messageId] : []));
    expect(said).to.deep.equal(ids);
    expect(journal).to.have.length(lastSeq);
    expect((await store.outboxOf(id)).map((item) => item.id)).to.deep.equal(ids);
    expect((await store.findByAddress('sms', address!))?.id).to.equal(id);
    turns += version;
  }
  return turns;
}

/** A store that was brought back goes on from where it was. */
export async function expectGoesOn(store: Store): Promise<void> {
  const before = await loaded(store, 'writer-0');
  const seen = await store.findMessage('sms', 'writer-0-0');
  expect(seen?.conversationId).to.equal('writer-0');
  await commitNext(store, turn('writer-0', { journal: [replied('after')] }));
  expect((await loaded(store, 'writer-0')).lastSeq).to.equal(before.lastSeq + 1);
}
