import { expect } from 'chai';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Together } from '../../../server/turns/threads/together.js';

describe('what is said to a thread', () => {
  it('goes together when it is said in one round, in its order, and nothing waits for a later round', async () => {
    const sent: (readonly number[])[] = [];
    const together = new Together<number>(
      (messages) => sent.push(messages),
      () => expect.fail('all of it can be sent'),
    );
    together.tell(1);
    together.tell(2);
    expect(sent).to.deep.equal([]);
    await nextRound();
    expect(sent).to.deep.equal([[1, 2]]);
    together.tell(3);
    await nextRound();
    expect(sent).to.deep.equal([[1, 2], [3]]);
  });

  it('goes without what cannot be sent, of which the sender is told', async () => {
    const sent: number[] = [];
    const unsent: [number, unknown][] = [];
    const cannot = new Error('It cannot be copied.');
    const together = new Together<number>(
      (messages) => {
        if (messages.includes(2)) throw cannot;
        sent.push(...messages);
      },
      (message, error) => unsent.push([message, error]),
    );
    for (const message of [1, 2, 3]) together.tell(message);
    await nextRound();
    expect(sent).to.deep.equal([1, 3]);
    expect(unsent).to.deep.equal([[2, cannot]]);
  });
});
