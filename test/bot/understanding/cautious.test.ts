import { expect } from 'chai';
import { heads, outputs } from '../../../bot/classifier/labels.js';
import { cautious } from '../../../bot/understanding/cautious.js';
import { concerns, responses, type Concern, type Finding, type Response } from '../../../dialogs/finding.js';

function beliefs(named: Partial<Record<Response, number>>): Float32Array {
  const all = new Float32Array(outputs);
  for (const [name, belief] of Object.entries(named))
    all[heads.response.from + responses.indexOf(name as Response)] = belief;
  return all;
}

const found: Finding = {
  concern: 'abuse-of-carer',
  response: 'urgent',
  words: 'hits me',
  about: null,
  rule: 'hit',
};
const long = 20;
const firm = { hints: new Set<string>(), loose: new Set<string>() };
const hinting = { ...firm, hints: new Set(['hit']) };
const loose = { ...firm, loose: new Set(['hit']) };
const read = (
  screen: typeof firm,
  named: Partial<Record<Response, number>>,
  words = long,
  sentenceInDanger = 0,
): string[] =>
  cautious([found], screen, { whole: beliefs(named), sentenceInDanger }, words, 'all of it').map(
    ({ rule }) => rule,
  );

describe('rules and model on danger', () => {
  it('keep what a rule found, however sure the model is that there is nothing', () => {
    expect(read(firm, { none: 1 })).to.deep.equal(['hit']);
  });

  it('take no hint where the model sees nothing at all', () => {
    expect(read(hinting, { none: 0.9, distress: 0.1 })).to.deep.equal([]);
  });

  it('take a hint where the model is in some doubt', () => {
    expect(read(hinting, { none: 0.7, urgent: 0.3 })).to.deep.equal(['hit']);
  });

  it('take a hint in a few words as it is', () => {
    expect(read(hinting, { none: 1 }, 5)).to.deep.equal(['hit']);
  });

  it('pass over a loose rule in a story in which the model is all but sure of nothing', () => {
    expect(read(loose, { none: 0.99, distress: 0.01 })).to.deep.equal([]);
    expect(read(hinting, { none: 0.3, distress: 0.7 }), 'a hint').to.deep.equal(['learnt']);
  });

  it('take an emergency that is doubted for distress, never for nothing', () => {
    const breathing: Finding = { ...found, response: 'emergency', concern: 'medical', rule: 'breathing' };
    const screen = { ...firm, loose: new Set(['hit', 'breathing']) };
    const nothing = { whole: beliefs({ none: 1 }), sentenceInDanger: 0 };
    const responsesTo = (noticed: Finding[]) =>
      cautious(noticed, screen, nothing, long, 'it').map(({ rule, response, concern }) => [
        rule,
        response,
        concern,
      ]);
    expect(responsesTo([breathing, found])).to.deep.equal([['breathing', 'distress', null]]);
    const low: Finding = { ...found, response: 'distress', concern: null, rule: 'low' };
    expect(responsesTo([breathing, low]).map(([rule]) => rule)).to.deep.equal(['low', 'breathing']);
  });

  it('take a loose rule where the story is short, or the model is in some doubt', () => {
    expect(read(loose, { none: 1 }, long - 1), 'short').to.deep.equal(['hit']);
    expect(read(loose, { none: 0.94, urgent: 0.06 }), 'urgent').to.deep.equal(['hit']);
    expect(read(loose, { none: 1 }, long, 0.7), 'one sentence').to.deep.equal(['hit']);
    const ofNoConcern = beliefs({ none: 0.97, emergency: 0.03 });
    ofNoConcern[heads.concern.from + heads.concern.names.indexOf('no-concern')] = 0.99;
    const [life] = cautious([found], loose, { whole: ofNoConcern, sentenceInDanger: 0 }, long, 'it');
    expect(life?.rule, 'life').to.equal('hit');
  });

  it('let the model ask for more than the rules', () => {
    expect(read(firm, { emergency: 0.9, none: 0.1 })).to.deep.equal(['learnt', 'hit']);
  });

  it('name the kind of danger only where it is clear, or somebody may be looking', () => {
    const heard = (minds: Partial<Record<Concern, number>>, response: Response = 'urgent') => {
      const whole = beliefs({ [response]: 0.8 });
      for (const [concern, belief] of Object.entries(minds))
        whole[heads.concern.from + concerns.indexOf(concern as Concern)] = belief;
      const [finding] = cautious([], firm, { whole, sentenceInDanger: 0 }, long, 'it');
      return [finding?.concern, finding?.unsure ?? false];
    };
    expect(heard({ suicide: 0.4, medical: 0.3 })).to.deep.equal(['suicide', false]);
    expect(heard({ suicide: 0.2, medical: 0.15, 'child-at-risk': 0.15 })).to.deep.equal(['suicide', true]);
    expect(heard({ 'abuse-of-carer': 0.2, medical: 0.15, violence: 0.15 })).to.deep.equal([
      'abuse-of-carer',
      false,
    ]);
    expect(heard({ suicide: 0.2, medical: 0.15, violence: 0.15 }, 'emergency')).to.deep.equal([
      'suicide',
      false,
    ]);
  });

  it('hear one sentence in danger, whatever the rest of a long message is about', () => {
    const heard = (sentenceInDanger: number): string[] =>
      cautious([], firm, { whole: beliefs({ none: 1 }), sentenceInDanger }, long, 'it').map(
        ({ response }) => response,
      );
    expect(heard(0.9)).to.deep.equal(['urgent']);
    expect(heard(0.5)).to.deep.equal([]);
  });
});
