import { expect } from 'chai';
import fc from 'fast-check';
import { concerns, type Finding } from '../../../dialogs/finding.js';
import { screen } from './safety-rules.js';

describe('the safety screen', () => {
  it('never throws, and quotes the message itself, whatever is written', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
    fc.assert(
      fc.property(text, (written) => {
        for (const { words } of screen.read(written)) expect(written).to.include(words);
      }),
    );
  }).timeout(60_000);

  it('quotes the exact words, before any folding', () => {
    const written = 'Sorry… I wánt\u200b to  KILL  my­self 😭 tonight';
    expect(screen.read(written)[0]?.words).to.include('KILL  my­self');
  });

  it('takes lone surrogates, nothing, and a very long message', () => {
    expect(screen.read('\ud83d')).to.deep.equal([]);
    expect(screen.read('')).to.deep.equal([]);
    expect(screen.read(`${'lorem ipsum '.repeat(5000)} i want to kill myself`)[0]?.concern).to.equal(
      'suicide',
    );
  });

  it('stays in proportion to the length of a message made to be slow', () => {
    for (const part of ['i ', 'k i l l ', 'a*', 'not ', 'x', 'i want to die ']) {
      const found = screen.read(part.repeat(3000));
      expect(found.length, part).to.be.lessThan(20);
    }
  });

  it('puts an emergency first, then follows the order of concerns', () => {
    const found = screen.read('i cant cope. he hits me. i want to die. and now dad isnt breathing');
    expect(found.map(({ response }) => response)).to.deep.equal([
      'emergency',
      'urgent',
      'urgent',
      'distress',
    ]);
    expect(found.map(({ concern }) => concern)).to.deep.equal(['medical', 'suicide', 'abuse-of-carer', null]);
    expect(concerns.indexOf('suicide')).to.equal(0);
  });

  it('says one thing once, however many rules noticed it', () => {
    const found = screen.read('he says hes going to kill himself, hes suicidal');
    expect(new Set(found.map(({ words }) => words)).size).to.equal(found.length);
  });

  it('keeps a firm rule beside a graver one that may yet be passed over', () => {
    const found = screen.read('im on my own on the floor, been here since last night, cant feel my legs');
    const isFirm = ({ rule }: Finding): boolean => !screen.hints.has(rule) && !screen.loose.has(rule);
    expect(found.map((each) => [each.response, isFirm(each)])).to.deep.include(['emergency', false]);
    expect(found.map((each) => [each.response, isFirm(each)])).to.deep.include(['urgent', true]);
  });

  it('answers the same for the same words', () => {
    const once = screen.read('dw i ddim eisiau byw');
    expect(screen.read('dw i ddim eisiau byw')).to.deep.equal(once);
  });
});
