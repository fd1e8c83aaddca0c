import { expect } from 'chai';
import { families, visitFeatures } from '../../../bot/classifier/features.js';
import { knownFeatures } from '../../../bot/classifier/lessons.js';

/** A word, its kinds after a colon, and a full stop before it where it opens a sentence: "lost my gran:1 .so". */
const wordsOf = (text: string): Parameters<typeof visitFeatures>[0]['words'] =>
  text.split(' ').map((written, at) => {
    const [word = '', ...kinds] = written.replace('.', '').split(':');
    return { word, raw: word, opens: at === 0 || written.startsWith('.'), kinds: kinds.map(Number) };
  });

function nearIn(text: string): Set<number> {
  const found = new Set<number>();
  visitFeatures({ words: wordsOf(text), clues: [] }, (family, hash) => {
    if (families[family] === 'near') found.add(hash);
  });
  return found;
}

const shared = (one: string, other: string): number =>
  [...nearIn(one)].filter((each) => nearIn(other).has(each)).length;

describe('words near each other, as features', () => {
  it('a word with a kind near it is one feature, whichever word of the kind it is and however far', () => {
    expect(shared('losing gran:7', 'losing a dear pa:7')).to.equal(1);
    expect(shared('losing gran:7', 'losing a:7')).to.equal(1);
  });

  it('and another when the kind is another, or stands before the word', () => {
    expect(shared('losing gran:7', 'losing keys:8')).to.equal(0);
    expect(shared('losing gran:7', 'gran:7 losing')).to.equal(0);
  });

  it('five words on, or in another sentence, it is not near', () => {
    expect(shared('losing gran:7', 'losing it is on to my:7')).to.equal(0);
    expect(shared('losing gran:7', 'losing .gran:7')).to.equal(0);
  });

  it('two words are near with one or two others between them', () => {
    expect(shared('lost my gran', 'lost the gran')).to.equal(1);
    expect(shared('lost my gran', 'lost my own gran')).to.equal(1);
    expect(shared('lost my gran', 'lost my own dear gran')).to.equal(0);
    expect(shared('lost my gran', 'gran my lost')).to.equal(0);
  });

  it('are learnt from more messages than other features, for there are far more of them', () => {
    const clues = { words: wordsOf('lost my gran'), clues: [] };
    const examples = [1, 2, 3].map(() => ({ clues, right: new Float32Array(), alone: false, oneOf: null }));
    const known = (leastNear: number): readonly number[] =>
      knownFeatures(examples, (family) => (family === 'near' ? leastNear : 2));
    expect(known(3)).to.include.members([...nearIn('lost my gran')]);
    expect(known(4)).not.to.include.members([...nearIn('lost my gran')]);
    expect(known(4).length).to.equal(known(3).length - nearIn('lost my gran').size);
  });

  it('small words are near everything, and no feature of their own', () => {
    expect(nearIn('he is to me:7 as I').size).to.equal(0);
  });
});
