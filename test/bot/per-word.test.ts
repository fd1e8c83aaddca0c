import { expect } from 'chai';
import { perWord } from '../../bot/per-word.js';

describe('what is worked out about a word', () => {
  it('is worked out once for a word of ours, and nothing of any other is kept', () => {
    const asked: string[] = [];
    const lengthOf = perWord(
      (word) => word === 'mum',
      (word) => {
        asked.push(word);
        return word.length;
      },
    );
    for (const word of ['mum', 'griffiths', '07700', 'mum', 'griffiths', '07700'])
      expect(lengthOf(word)).to.equal(word.length);
    expect(asked).to.deep.equal(['mum', 'griffiths', '07700', 'griffiths', '07700']);
  });
});
