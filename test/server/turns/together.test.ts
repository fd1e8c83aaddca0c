import { expect } from 'chai';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Together } from '../../../server/turns/threads/together.js';

describe('what is said to a thread', () => {
  it('goes at once, and what is said within a moment after that together, in its order, in the same round', async () => {
    let now = 0;
    const sent: (readonly number[])[] = [];
    const together = new Together<number>(
      (messages) => sent.push(messages),
      () => expect.fail('all of it can be sent'),
      () => now,
    );
    together.tell(1);
    expect(sent).to.deep.equal([[1]]);
    together.tell(2);
    together.tell(3);
    expect(sent).to.deep.equal([[1]]);
    await nextRound();
    expect(sent).to.deep.equal([[1], [2, 3]]);

    // The other side goes on with the first of many while the last are still worked on.
    now += 10;
    together.tell(4);
    together.tell(5);
    now += 10;
    together.tell(6);
    expect(sent.slice(2)).to.deep.equal([[4], [5, 6]]);
    await nextRound();
    expect(sent).to.have.length(4);
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
      () => 0,
    );
    for (const message of [0, 1, 2, 3]) together.tell(message);
    await nextRound();
    expect(sent).to.deep.equal([0, 1, 3]);
    expect(unsent).to.deep.equal([[2, cannot]]);
  });
});
