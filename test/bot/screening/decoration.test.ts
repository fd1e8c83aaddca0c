import { expect } from 'chai';
import fc from 'fast-check';
import { safetyRules, screen } from './safety-rules.js';

/** Every example of danger in the rules. */
const examples = safetyRules.rules
  .filter(({ response }) => response !== 'distress')
  .flatMap(({ matches }) => matches);
const latinExamples = examples.filter((example) => /^[\p{Script=Latin}\p{P}\p{N}\s]+$/u.test(example));
const harmless = safetyRules.rules
  .flatMap(({ ignores }) => ignores)
  .filter((example) => screen.read(example).length === 0);

const isDanger = (text: string): boolean =>
  screen.read(text).some(({ response }) => response === 'urgent' || response === 'emergency');

/** The next of an endless stream. */
function next<T>(stream: Iterator<T>): T {
  return stream.next().value as T;
}

const lookalike: Record<string, string> = { a: 'а', e: 'е', i: 'і', o: 'о', c: 'с', p: 'р', y: 'у', x: 'х' };

type Decoration = (text: string, choose: Iterator<number>) => string;
const decorations: Record<string, Decoration> = {
  'capitals anywhere': (text, choose) =>
    Array.from(text, (letter) => (next(choose) % 2 ? letter.toUpperCase() : letter)).join(''),
  'spaces doubled and at the ends': (text, choose) =>
    ` ${text.replace(/ /g, () => ' '.repeat(1 + (next(choose) % 3)))}  `,
  'pictographs after it': (text, choose) =>
    `${text} ${['😭', '🙏', '💔', '…', '!!!'][next(choose) % 5] ?? ''}`,
  'zero-width characters within words': (text, choose) =>
    text.replace(
      /(?<=\p{L})(?=\p{L})/gu,
      () => ['\u200b', '', '\u200d', '\u00ad', '\u2060'][next(choose) % 5] ?? '',
    ),
  'look-alike letters': (text, choose) =>
    text.replace(/[aeiocpyx]/g, (letter) => (next(choose) % 2 ? (lookalike[letter] ?? letter) : letter)),
  'full-width letters': (text) =>
    text.replace(/[a-z]/g, (letter) => String.fromCodePoint(0xff41 + letter.charCodeAt(0) - 97)),
  'harmless words before and after': (text, choose) =>
    `${['hi', 'ok so', 'sorry', 'helo', 'right then'][next(choose) % 5] ?? ''} ${text} ${['thanks', 'x', 'diolch', 'ok', ''][next(choose) % 5] ?? ''}`,
  'curly apostrophes': (text) => text.replaceAll("'", '’'),
};

/** Decorates each example in three ways and looks whether it is danger as it should be. */
function staysAsItWas(plains: readonly string[], decorate: Decoration): void {
  for (const plain of plains) {
    const was = isDanger(plain);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(100)), (choose) => {
        const decorated = decorate(plain, choose);
        expect(isDanger(decorated), decorated).to.equal(was);
      }),
      { numRuns: 3 },
    );
  }
}

describe('decoration', () => {
  for (const [name, decorate] of Object.entries(decorations)) {
    it(`hides no danger in the rules: ${name}`, () => {
      staysAsItWas(latinExamples, decorate);
    }).timeout(60_000);

    it(`makes nothing harmless into danger: ${name}`, () => {
      staysAsItWas(harmless, decorate);
    }).timeout(60_000);
  }
});
