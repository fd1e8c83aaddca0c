import { expect } from 'chai';
import type { AdviceFor } from '../../../content/advice/match-advice.js';
import { matchAdvice } from '../../../content/advice/match-advice.js';
import { areasAndAdvice } from '../project-content.js';

describe('Choosing advice', () => {
  const { advice } = areasAndAdvice();
  const adult: AdviceFor = {
    topics: [],
    carers: ['adult'],
    conditions: [],
    nation: 'wales',
    area: 'vale-of-glamorgan',
  };
  const ids = (facts: Partial<AdviceFor>, articles = advice): string[] =>
    matchAdvice(articles, { ...adult, ...facts }).map(({ id }) => id);

  it('puts what was named first at the head', () => {
    expect(ids({ topics: ['work', 'sleep'], conditions: ['dementia'] })).to.deep.equal([
      'carers-leave',
      'sleep',
      'dementia',
    ]);
    expect(ids({ topics: ['sleep', 'work'] })[0]).to.equal('sleep');
  });

  it('gives three at most, and one at least', () => {
    expect(ids({ topics: ['money', 'work', 'sleep', 'break', 'isolation'] })).to.have.length(3);
    expect(ids({})).to.deep.equal(['rights-in-wales']);
    expect(ids({ carers: ['parent'] })).to.include('parent-carers');
  });

  it('gives a young carer only what was written for them, and nobody else that', () => {
    const young = ids({ carers: ['young'], topics: ['school', 'mental-health', 'break'] });
    expect(young[0]).to.equal('young-school');
    expect(young.every((id) => id.startsWith('young-'))).to.equal(true);
    expect(
      ids({ topics: ['school', 'mental-health', 'break'] }).some((id) => id.startsWith('young-')),
    ).to.equal(false);
    expect(
      ids({ carers: null, topics: ['school', 'safeguarding'] }).some((id) => id.startsWith('young-s')),
    ).to.equal(false);
    expect(ids({ carers: ['young'] })).to.deep.equal(['young-helping-at-home']);
  });

  it('keeps an article on a condition for those whom it concerns', () => {
    expect(ids({ topics: ['mental-health', 'health'] })).not.to.include('dementia');
    expect(ids({ topics: ['dementia'] })[0]).to.equal('dementia');
    expect(ids({ conditions: ['autism'], carers: ['parent'] })).to.deep.equal(['autism']);
  });

  it('keeps to the nation and the area', () => {
    const england = matchAdvice(advice, {
      ...adult,
      topics: ['legal', 'assessment'],
      nation: 'england',
      area: null,
    });
    expect(england.every(({ nations }) => nations.includes('england'))).to.equal(true);
    expect(ids({ carers: ['young'], topics: ['break'] })[0]).to.equal('young-break-vale');
    expect(ids({ carers: ['young'], topics: ['break'], area: null })).not.to.include('young-break-vale');
  });

  it('serves somebody who looks after an adult and a child', () => {
    const both = ids({ carers: ['adult', 'parent'], topics: ['school', 'dementia'] });
    expect(both).to.include('school-for-your-child');
    expect(both).to.include('dementia');
  });

  it('does not depend on the order of the files', () => {
    const facts: Partial<AdviceFor> = { topics: ['money', 'health', 'legal'], conditions: ['dementia'] };
    expect(ids(facts, [...advice].reverse())).to.deep.equal(ids(facts));
  });
});
