import { expect } from 'chai';
import fc from 'fast-check';
import { tokenise } from '../../../../bot/recognisers/local/words/tokens.js';

const word = fc.stringMatching(/^[a-z]{1,12}$/);

describe('the words of a text', () => {
  it('are the same, at the same places, whether or not anything but words stands behind them', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const tokens = tokenise(text);
        expect(tokens.map(({ start, end }) => text.slice(start, end))).to.deep.equal(words);
        expect(tokens).to.deep.equal(tokenise(`${text}.`));
      }),
    );
  });

  it('keep the pauses, the capitals and the figures', () => {
    expect(tokenise('Mum, 82 yrs').map(({ word, before, capital }) => [word, before, capital])).to.deep.equal(
      [
        ['mum', 'none', true],
        ['82', 'pause', false],
        ['yrs', 'none', false],
      ],
    );
  });
});
