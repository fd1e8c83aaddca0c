import { expect } from 'chai';
import type { AdviceFor } from '../../../content/advice/match-advice.js';
import { matchAdvice } from '../../../content/advice/match-advice.js';
import type { Topic } from '../../../content/schema/vocabulary.js';
import { conditions, nationIds, topics } from '../../../content/schema/vocabulary.js';
import { areasAndAdvice } from '../project-content.js';

describe('Choosing advice', () => {
  const { advice } = areasAndAdvice();
  const adult: AdviceFor = {
    topics: [],
    carers: ['adult'],
    conditions: [],
    theirAges: [],
    yourYears: null,
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

  for (const nation of nationIds) {
    it(`has words for somebody of fourteen on every topic and condition, in ${nation}`, () => {
      const young = { carers: ['young'], nation, area: null, yourYears: 14 } as const;
      for (const topic of topics) expect(about(young, topic), topic).to.equal(true);
      for (const condition of conditions) {
        const alsoTopic = topics.find((topic) => topic === condition);
        const told = { ...young, topics: alsoTopic ? [alsoTopic] : [], conditions: [condition] };
        const [first] = ids(told);
        const named = advice.find(({ id }) => id === first);
        expect(
          named?.conditions.includes(condition) || named?.topics.some((topic) => topic === condition),
          `${condition}: ${first}`,
        ).to.equal(true);
      }
    });
  }

  /** Whether what comes first for a topic is about it. */
  function about(facts: Partial<AdviceFor>, topic: Topic): boolean {
    const [first] = ids({ ...facts, topics: [topic] });
    return advice.find(({ id }) => id === first)?.topics.includes(topic) ?? false;
  }

  it('gives money in Coventry its own article first', () => {
    const inCoventry = { nation: 'england', area: 'coventry' } as const;
    expect(ids({ ...inCoventry, topics: ['money'] })[0]).to.equal('cost-of-living-in-coventry');
    expect(ids({ ...inCoventry, area: 'thurrock', topics: ['money'] })[0]).to.equal('money-help');
  });

  it('keeps an article on a condition for those whom it concerns', () => {
    expect(ids({ topics: ['mental-health', 'health'] })).not.to.include('dementia');
    expect(ids({ topics: ['dementia'] })[0]).to.equal('dementia');
    expect(ids({ conditions: ['autism'], carers: ['parent'] })).to.deep.equal(['autism']);
  });

  it('keeps what is about an age for those whom it concerns', () => {
    const parent = {
      carers: ['parent'],
      nation: 'england',
      area: 'worcestershire',
      topics: ['school'],
    } as const;
    expect(ids({ ...parent, theirAges: ['16-17'] })).to.include('when-your-child-is-sixteen');
    expect(ids({ ...parent, theirAges: ['under-16'] })).not.to.include('when-your-child-is-sixteen');
    const young = {
      carers: ['young'],
      nation: 'england',
      area: 'coventry',
      topics: ['school', 'work'],
    } as const;
    expect(ids({ ...young, yourYears: 17 })).to.include('young-turning-eighteen');
    for (const yourYears of [null, 15])
      expect(ids({ ...young, yourYears })).not.to.include('young-turning-eighteen');
  });

  it('tells each nation its own law, and an area what it has', () => {
    const england = { nation: 'england', area: 'worcestershire' } as const;
    expect(ids({ ...england })).to.deep.equal(['rights-in-england']);
    expect(ids({ ...england, topics: ['assessment'] })[0]).to.equal('carers-assessment-in-england');
    expect(ids({ topics: ['assessment'] })[0]).to.equal('carers-assessment');
    expect(ids({ ...england, topics: ['emergency-plan'] })[0]).to.equal('emergency-card-in-worcestershire');
    expect(ids({ ...england, area: 'thurrock', topics: ['emergency-plan'] })[0]).to.equal('emergency-plan');
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
