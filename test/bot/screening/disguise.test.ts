import { expect } from 'chai';
import fc from 'fast-check';
import { screen } from './safety-rules.js';

const phrases = [
  'i want to kill myself',
  'he says he wants to die',
  'i keep cutting myself',
  'my husband is choking me',
  'mum is unconscious',
  'she has been feeling suicidal',
  'dad strangled me last week',
  'i am scared i will hurt her',
  'dwi eisiau lladd fy hun',
  'mae hi eisiau marw',
];
const phrase = fc.constantFrom(...phrases);

/** Whether the screen raises what it raises for the plain phrase, or something as pressing. */
function expectHeard(disguised: string, plain: string): void {
  const [heard] = screen.read(disguised);
  const [expected] = screen.read(plain);
  expect(expected, plain).not.to.equal(undefined);
  expect(heard?.response, disguised).to.be.oneOf(['emergency', expected?.response]);
}

/** The next of an endless stream. */
function next<T>(stream: Iterator<T>): T {
  return stream.next().value as T;
}

const fillers = [
  'ok so',
  'hi there',
  'tbh',
  'sorry to bother you but',
  'lately',
  'hello um',
  'helo',
  'right then',
];
const harmless = fc.constantFrom(...fillers);

describe('a danger phrase in disguise', () => {
  it('is heard whatever the case of its letters', () => {
    fc.assert(
      fc.property(phrase, fc.infiniteStream(fc.boolean()), (plain, upper) => {
        const disguised = Array.from(plain, (letter) => (next(upper) ? letter.toUpperCase() : letter)).join(
          '',
        );
        expectHeard(disguised, plain);
      }),
    );
  });

  it('is heard with punctuation and pictographs between its words', () => {
    const mark = fc.constantFrom(', ', '... ', ' - ', '! ', ' 😭 ', ' / ', '\n', '; ', ' “ ', ' … ');
    fc.assert(
      fc.property(phrase, fc.infiniteStream(fc.option(mark)), (plain, marks) => {
        const disguised = plain.replace(/ /g, () => next(marks) ?? ' ');
        expectHeard(disguised, plain);
      }),
    );
  });

  it('is heard with harmless words before and after it', () => {
    fc.assert(
      fc.property(
        phrase,
        fc.array(harmless, { maxLength: 3 }),
        fc.array(harmless, { maxLength: 3 }),
        (plain, before, after) => {
          expectHeard([...before, plain, ...after].join(' '), plain);
        },
      ),
    );
  });

  it('is heard with swearing and hedges between its words', () => {
    const filler = fc.constantFrom(' fucking ', ' just ', ' really ', ' bloody ', ' literally ');
    fc.assert(
      fc.property(phrase, fc.infiniteStream(fc.option(filler)), (plain, between) => {
        expectHeard(
          plain.replace(/ /g, () => next(between) ?? ' '),
          plain,
        );
      }),
    );
  });

  it('is heard with invisible characters within its words', () => {
    const invisible = fc.constantFrom(
      '',
      '\u200b',
      '\u200d',
      '\u00ad',
      '\ufeff',
      '\u2060',
      '\u0336',
      '\u0301',
    );
    fc.assert(
      fc.property(phrase, fc.infiniteStream(invisible), (plain, hidden) => {
        const disguised = Array.from(plain, (letter) => letter + (letter === ' ' ? '' : next(hidden))).join(
          '',
        );
        expectHeard(disguised, plain);
      }),
    );
  });

  it('is heard in full-width, bold and look-alike letters', () => {
    const bold = (letter: string): string => String.fromCodePoint(0x1d5ee + letter.charCodeAt(0) - 97);
    const wide = (letter: string): string => String.fromCodePoint(0xff41 + letter.charCodeAt(0) - 97);
    const cyrillic = (letter: string): string =>
      ({ a: 'а', e: 'е', i: 'і', o: 'о', c: 'с', p: 'р' })[letter] ?? letter;
    fc.assert(
      fc.property(phrase, fc.constantFrom(bold, wide, cyrillic), (plain, disguise) => {
        expectHeard(plain.replace(/[a-z]/g, disguise), plain);
      }),
    );
  });

  it('is heard when the letters of a word stand apart', () => {
    const between = fc.constantFrom(' ', '.', '-', '*', '_', ' . ');
    const words = fc.constantFrom(
      'kill',
      'suicidal',
      'strangled',
      'choking',
      'cutting',
      'unconscious',
      'lladd',
    );
    fc.assert(
      fc.property(words, between, (word, separator) => {
        for (const plain of phrases.filter((candidate) => candidate.split(' ').includes(word))) {
          expectHeard(plain.replace(word, Array.from(word).join(separator)), plain);
        }
      }),
    );
  });

  it('is heard with letters held down', () => {
    const words = fc.constantFrom('kill', 'die', 'suicidal', 'strangled', 'choking', 'marw');
    fc.assert(
      fc.property(words, fc.nat(), fc.integer({ min: 3, max: 6 }), (word, where, times) => {
        const at = where % word.length;
        const held = word.slice(0, at) + (word[at] ?? '').repeat(times) + word.slice(at + 1);
        for (const plain of phrases.filter((candidate) => candidate.split(' ').includes(word))) {
          expectHeard(plain.replace(word, held), plain);
        }
      }),
    );
  });

  it('is heard with one slip of the fingers in a long word', () => {
    const words = fc.constantFrom('suicidal', 'strangled', 'choking', 'cutting', 'unconscious', 'myself');
    const slip = fc.constantFrom('lose', 'double', 'swap', 'change');
    fc.assert(
      fc.property(words, fc.nat(), slip, (word, where, kind) => {
        const at = 1 + (where % (word.length - 2));
        const [letter, following] = [word[at] ?? '', word[at + 1] ?? ''];
        const slipped = {
          lose: word.slice(0, at) + word.slice(at + 1),
          double: word.slice(0, at) + letter + word.slice(at),
          swap: word.slice(0, at) + following + letter + word.slice(at + 2),
          change: `${word.slice(0, at)}x${word.slice(at + 1)}`,
        }[kind];
        for (const plain of phrases.filter((candidate) => candidate.split(' ').includes(word))) {
          expectHeard(plain.replace(word, slipped), plain);
        }
      }),
    );
  });

  for (const [disguised, plain] of [
    ['i want to k!ll mys3lf', 'i want to kill myself'],
    ['feeling su1c1dal', 'feeling suicidal'],
    ['su*cidal', 'suicidal'],
    ['i wanna killmyself', 'i want to kill myself'],
    ['kms', 'kill myself'],
    ['sui cidal', 'suicidal'],
    ['self-harming', 'self harming'],
    ['im cuttin myself', 'i am cutting myself'],
    ['DONT WANT TO BE HERE ANYMORE', "I don't want to be here any more"],
    ['dw i isie marw', 'dw i eisiau marw'],
  ] as const) {
    it(`hears "${disguised}"`, () => {
      expectHeard(disguised, plain);
    });
  }
});
