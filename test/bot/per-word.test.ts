import { expect } from 'chai';
import { perWord } from '../../bot/per-word.js';

describe('what is worked out about a word', () => {
  it('is worked out once, and nothing that may be a number or an address is kept', () => {
    const asked: string[] = [];
    const lengthOf = perWord((word) => {
      asked.push(word);
      return word.length;
    });
    for (const word of ['mum', '07700', 'jo@x.uk', 'mum', '07700', 'jo@x.uk'])
      expect(lengthOf(word)).to.equal(word.length);
    expect(asked).to.deep.equal(['mum', '07700', 'jo@x.uk', '07700', 'jo@x.uk']);
  });

  it('is forgotten when there is too much of it, and right all the same', () => {
    let times = 0;
    const backwards = perWord((word) => {
      times += 1;
      return [...word].reverse().join('');
    });
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const words = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)));
    for (const word of words) backwards(word);
    expect(times).to.equal(words.length);
    for (const word of words) expect(backwards(word)).to.equal([...word].reverse().join(''));
    // Had all been kept, the second time would have asked for none.
    expect(times).to.be.greaterThan(words.length);
  });
});
