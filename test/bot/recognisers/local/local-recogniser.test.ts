import { expect } from 'chai';
import fc from 'fast-check';
import { factNames } from '../../../../dialogs/story/story.js';
import { recogniser } from './recogniser.js';

const asked = fc.constantFrom(null, ...factNames);
const words = fc.constantFrom(
  ...[
    'my',
    'mum',
    "mum's",
    'and',
    'hes',
    '9',
    'im',
    '13',
    '.',
    ',',
    'year old',
    'looks after',
    'me',
    'dementia',
    'fy',
    'ngŵr',
    'yn',
    'mae',
    'e’n',
  ],
  ...[
    'lives in',
    'Barry',
    'CF62 7AA',
    '07700 900123',
    'a@b.example',
    'i',
    'her',
    'died',
    'both',
    'two',
    'kids',
    '(',
    ')',
    '👍',
    'no',
    'yes',
    'help',
  ],
);
const messages = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
);

describe('the local recogniser, whatever is written', () => {
  it('never throws, and understands the same message in the same way', () => {
    fc.assert(
      fc.property(messages, asked, (text, fact) => {
        expect(recogniser.read(text, fact)).to.deep.equal(recogniser.read(text, fact));
      }),
    );
  });

  it('takes every fact from words that are in the message', () => {
    fc.assert(
      fc.property(messages, (text) => {
        for (const from of Object.values(recogniser.read(text, null).facts.from))
          expect(text).to.include(from.trim());
      }),
    );
  });

  it('gives ages a person can have, and a group that goes with each', () => {
    fc.assert(
      fc.property(messages, (text) => {
        for (const { age, ageGroup } of recogniser.read(text, null).facts.people) {
          if (age === undefined) continue;
          expect(age).to.be.within(0, 120);
          if (ageGroup !== 'adult') expect(ageGroup).to.equal(age < 16 ? 'under-16' : '16-17');
        }
      }),
    );
  });

  it('reads a message of any length', () => {
    expect(recogniser.read('my mum has dementia and '.repeat(2000), null).facts.people).to.have.length(1);
  });

  it('has nothing to say of silence', () => {
    const { facts, command, yesNo, tone, language } = recogniser.read('', null);
    expect(facts).to.deep.equal({ people: [], places: [], conditions: [], topics: [], from: {} });
    expect([command, yesNo, tone, language]).to.deep.equal([null, null, null, null]);
  });
});
