import { expect } from 'chai';
import { recogniser } from './recogniser.js';

describe('the local recogniser: dead, and dead on their feet', () => {
  const alive = ["dad can't be left and mum is dead on her feet", 'my wife is dead set on staying at home'];
  for (const text of alive) {
    it(`ends no caring at "${text}"`, () => {
      expect(recogniser.read(text, null).facts.role).not.to.equal('former-carer');
    });
  }

  it('knows that caring ended with a death', () => {
    expect(recogniser.read('my dad died last week, i was his carer', null).facts.role).to.equal(
      'former-carer',
    );
  });
});

describe('the local recogniser: whether somebody has died', () => {
  const deaths: [string, string][] = [
    ['dad died in june and im looking after mum', 'told'],
    ['both my parents have passed away', 'told'],
    ['since my nan died its just me', 'told'],
    ['bu farw dad fis diwethaf', 'told'],
    ['we lost grandad yesterday', 'perhaps'],
    ['mum passed last week', 'perhaps'],
    ['since my husband left I look after our son', 'perhaps'],
    ['collais i mam', 'perhaps'],
    ['what if mum died in the night', 'none'],
    ['i thought she had died', 'none'],
    ['my dad passed his driving test', 'none'],
    ['my mum passed out yesterday', 'none'],
    ['my wife passed me the phone', 'none'],
    ['mum has dementia', 'none'],
  ];
  for (const [text, expected] of deaths) {
    it(`${expected}: ${text}`, () => {
      const { death, understanding } = recogniser.examine(text, null);
      expect(death).to.equal(expected);
      expect(understanding.bereaved).to.equal(expected === 'told' ? true : undefined);
    });
  }

  it('and who passed out is looked after still', () => {
    const { people } = recogniser.read('my mum passed out yesterday, she is 80', null).facts;
    expect(people.map(({ relationship }) => relationship)).to.deep.equal(['mother']);
  });
});
