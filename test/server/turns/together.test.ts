import { expect } from 'chai';
import { setImmediate as nextRound } from 'node:timers/promises';
import { Together } from '../../../server/turns/threads/together.js';

describe('what is said to a thread', () => {
  it('goes together when it is said in one round, in its order, and nothing waits for a later round', async () => {
    const sent: (readonly number[])[] = [];
    const together = new Together<number>((messages) => sent.push(messages));
    together.tell(1);
    together.tell(2);
    expect(sent).to.deep.equal([]);
    await nextRound();
    expect(sent).to.deep.equal([[1, 2]]);
    together.tell(3);
    await nextRound();
    expect(sent).to.deep.equal([[1, 2], [3]]);
  });
});
