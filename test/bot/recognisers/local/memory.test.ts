import { expect } from 'chai';
import { Memory } from '../../../../bot/recognisers/local/words/memory.js';

describe('what is worked out about a message', () => {
  it('is worked out once for it and for each part of it, and anew when it has been read', () => {
    const asked: (readonly string[])[] = [];
    const memory = new Memory();
    const countOf = memory.once((words: readonly string[]) => {
      asked.push(words);
      return words.length;
    });
    const [whole, part] = [['mum', 'fell'], ['fell']];
    for (const words of [whole, part, whole]) expect(countOf(words)).to.equal(words.length);
    expect(asked).to.deep.equal([whole, part]);
    memory.forget();
    expect(countOf(whole)).to.equal(2);
    expect(asked).to.have.length(3);
  });
});
