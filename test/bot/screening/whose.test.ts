import { expect } from 'chai';
import { screen } from './safety-rules.js';

describe('whom the danger concerns', () => {
  const told: [about: 'writer' | 'someone-else' | null, text: string][] = [
    ['writer', 'i want to kill myself'],
    ['writer', 'he makes me want to die'],
    ['writer', 'i keep cutting my arms'],
    ['writer', 'everyone would be better off without me'],
    ['writer', "ive taken all my mum's tablets and left a note"],
    ['writer', 'dwi eisiau lladd fy hun'],
    ['someone-else', 'my son says he wants to die'],
    ['someone-else', 'I think she wants to kill herself'],
    ['someone-else', 'found my daughter cutting her arms again'],
    ['someone-else', 'how do i help a friend who is suicidal'],
    ['someone-else', 'mae hi eisiau marw'],
    [null, 'suicidal'],
  ];
  for (const [about, text] of told) {
    it(`is ${about ?? 'not told'}: ${text}`, () => {
      expect(screen.read(text)[0]?.about).to.equal(about);
    });
  }

  it('gives the same words as a reason once', () => {
    for (const text of [
      'i cant cope, he says he will kill me and himself',
      'im scared ill hurt him or kill myself, i cant go on',
    ]) {
      const words = screen.read(text).map((finding) => finding.words);
      expect(new Set(words).size, text).to.equal(words.length);
    }
  });
});
