import { expect } from 'chai';
import { recogniser } from './recogniser.js';

const sameKind = (one: string, other: string): boolean =>
  recogniser.kindsOf(one).some((kind) => recogniser.kindsOf(other).includes(kind));

describe('kinds of words', () => {
  for (const [one, other] of [
    ['slapped', 'thumped'],
    ['slapped', 'clatsho'],
    ['tablets', 'dabledi'],
    ['14', '16'],
  ] as const) {
    it(`"${one}" and "${other}" are of one kind`, () => {
      expect(sameKind(one, other)).to.equal(true);
    });
  }

  it('a child and a pensioner are not of one age', () => {
    expect(sameKind('9', '81')).to.equal(false);
  });

  it('most words are of no kind', () => {
    expect(recogniser.kindsOf('marmalade')).to.deep.equal([]);
  });
});
