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
