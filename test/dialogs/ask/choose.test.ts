import { expect } from 'chai';
import { choose } from '../../../dialogs/ask/choose.js';

const choices = [
  { id: 'yes', label: "Yes, that's right" },
  { id: 'no', label: 'No' },
  { id: 'call', label: 'Have someone call me' },
  { id: 'welsh', label: 'Ddim yn siŵr' },
];

describe('choosing', () => {
  const table: [string, string | null][] = [
    ['2', 'no'],
    ['2.', 'no'],
    [' 3 ', 'call'],
    ['option 1', 'yes'],
    ['rhif 4', 'welsh'],
    ['NO', 'no'],
    ['no.', 'no'],
    ['yes thats right', 'yes'],
    ['Yes, that’s right', 'yes'],
    ['ddim yn siwr', 'welsh'],
    ['have someone', 'call'],
    ['0', null],
    ['5', null],
    ['', null],
    ['n', null],
    ['no idea what you mean', null],
    ['I have two of them', null],
  ];
  for (const [reply, id] of table) {
    it(`takes "${reply}" for ${id ?? 'no choice'}`, () => {
      expect(choose(reply, choices)?.id ?? null).to.equal(id);
    });
  }

  it('takes a beginning that two choices share for neither', () => {
    const alike = [
      { id: 'a', label: 'Mornings at home' },
      { id: 'b', label: 'Mornings by phone' },
    ];
    expect(choose('mornings', alike)).to.equal(null);
  });

  it('takes a number for no choice where there is but one', () => {
    expect(choose('1', [{ id: 'skip', label: 'Skip' }])).to.equal(null);
    expect(choose('skip', [{ id: 'skip', label: 'Skip' }])?.id).to.equal('skip');
  });

  it('takes a beginning for no choice where any words are an answer', () => {
    expect(choose('have someone', choices, false)).to.equal(null);
    expect(choose('have someone call me', choices, false)?.id).to.equal('call');
  });
});
