import { expect } from 'chai';
import type { ProposedFacts } from '../../../../dialogs/understanding.js';
import { recogniser } from './recogniser.js';

function factsIn(text: string): ProposedFacts {
  return recogniser.read(text, null).facts;
}

/** "mother, father": who is looked after. */
function whoIn(text: string): string {
  return factsIn(text)
    .people.map(({ relationship }) => relationship)
    .sort()
    .join(', ');
}

describe('the local recogniser: what is taken back', () => {
  const corrected: [string, string][] = [
    ['its my brother, no, my sister i look after', 'sister'],
    ['not my husband, my brother. he is 41', 'brother'],
    ['I care for my dad sorry I mean my mum', 'mother'],
    ['not my mum, my nan', 'grandmother'],
    ['nid dad, taid', 'grandfather'],
    ['fi’n gofalu am mam, sori, mam-gu', 'grandmother'],
    // Nothing is taken back here.
    ['I look after my mum and my dad', 'father, mother'],
    ['no, my mum', 'mother'],
    ['I look after my mum, not that my dad helps', 'mother'],
  ];
  for (const [text, who] of corrected) {
    it(text, () => {
      expect(whoIn(text)).to.equal(who);
    });
  }

  it('gives the age that stands', () => {
    expect(factsIn("he's not 82 he's 84, my dad").people[0]?.age).to.equal(84);
  });

  it('leaves out the condition that somebody has not got', () => {
    expect(factsIn('mum doesnt have dementia, its parkinsons').conditions).to.not.include('dementia');
    expect(factsIn('does not have autism').conditions).to.deep.equal([]);
    expect(factsIn('does dim dementia arni').conditions).to.deep.equal([]);
  });

  it('keeps a condition that is only not diagnosed yet', () => {
    expect(factsIn('mum is not diagnosed with dementia yet').conditions).to.include('dementia');
    expect(factsIn('not coping with mums dementia').conditions).to.include('dementia');
  });
});

describe('the local recogniser: whose home is which', () => {
  const homes: [string, string[], string | undefined][] = [
    ['my mum lives in Cardiff and I live in Barry', ['Cardiff'], 'Barry'],
    ['i live in Barry and my mum lives in Penarth', ['Penarth'], 'Barry'],
    ['mae mam yn byw yng Nghaerdydd a dw i’n byw yn y Barri', ['Caerdydd'], 'y Barri'],
    ['we live in Penarth', ['Penarth'], undefined],
    ['I live in Rhoose and look after mum', ['Rhoose'], undefined],
  ];
  for (const [text, places, own] of homes) {
    it(text, () => {
      const facts = factsIn(text);
      expect(facts.places).to.deep.equal(places);
      expect(facts.ownPlace).to.equal(own);
    });
  }

  const together: [string, boolean | undefined][] = [
    ['mum lives with me', true],
    ["I look after mum but I don't live with her any more", false],
    ['I no longer live with my dad', false],
    ['mae mam yn byw gyda fi', true],
    ['dw i ddim yn byw gyda mam', false],
    ['I look after mum', undefined],
  ];
  for (const [text, lives] of together) {
    it(text, () => {
      expect(factsIn(text).people[0]?.livesTogether).to.equal(lives);
    });
  }
});

describe('the local recogniser: who does the caring', () => {
  it('takes nobody’s wife for the writer’s', () => {
    const facts = factsIn('I am worried about the couple next door, he looks after his wife');
    expect(facts.people).to.deep.equal([]);
    expect(facts.role).to.equal('friend');
    expect(factsIn('my friends husband has dementia and she is struggling').people).to.deep.equal([]);
  });

  it('does not take a sister at school for the one who is looked after when mam is ill', () => {
    const text = 'its just me n my mam she has ms and i have to get my sister to school';
    expect(whoIn(text)).to.include('mother');
  });
});

describe('the local recogniser: hours, names and times', () => {
  const hours: [string, number | undefined][] = [
    ['I do 35 hours a week for my mum', 35],
    ['about 5 hours a day', 35],
    ['I care for him 24/7', 168],
    ['round the clock', 168],
    ['dw i’n gwneud 40 awr yr wythnos', 40],
    ['ddydd a nos', 168],
    ['24 hours', undefined],
    ['I work 300 hours a week', undefined],
    ['mum is 24', undefined],
  ];
  for (const [text, number] of hours) {
    it(`hours: ${text}`, () => {
      expect(factsIn(text).hoursPerWeek).to.equal(number);
    });
  }

  const names: [string, string | undefined][] = [
    ['my name is Jo Evans', 'Jo Evans'],
    ['my name is sue and i care for my dad', 'sue'],
    ['ring and ask for Mair', 'Mair'],
    ['fy enw i yw Siân', 'Siân'],
    ['my name is not important', undefined],
    ['her name is Mair', undefined],
    ['Josh is 12', undefined],
  ];
  for (const [text, name] of names) {
    it(`name: ${text}`, () => {
      expect(factsIn(text).contactName).to.equal(name);
    });
  }

  const times: [string, string | undefined][] = [
    ['ring me after 6', 'after 6'],
    ['please call me before 5 pm', 'before 5 pm'],
    ['you can phone me in the morning', 'in the morning'],
    ['07700 900123, weekends', 'weekends'],
    ['ffoniwch fi ar ôl 5', 'ar ôl 5'],
    ['can someone ring me, Thursday after the school run', 'Thursday after the school run'],
    ['could you call me back on Monday or Tuesday, mornings', 'on Monday or Tuesday, mornings'],
    ['ring me but not Friday', undefined],
    ['ring me, not Friday', 'not Friday'],
    ['ffoniwch fi ddydd Iau, ar ôl gwaith', 'ddydd Iau, ar ôl gwaith'],
    ['call me. mum fell on Thursday', undefined],
    ['can someone ring me, mum goes in on Thursday for her knee', undefined],
    ['my son is up at 5', undefined],
    ['mum goes to the centre in the mornings', undefined],
  ];
  for (const [text, time] of times) {
    it(`time: ${text}`, () => {
      expect(factsIn(text).bestTime).to.equal(time);
    });
  }

  it('gives the words that each was taken from', () => {
    const { from, people } = factsIn(
      'I look after my dad who is 84 24/7, ring 07700 900 123 or Jo.Evans@Example.org',
    );
    expect(from.hoursPerWeek).to.equal('24/7');
    expect(from.phone).to.equal('07700 900 123');
    expect(from.email).to.equal('Jo.Evans@Example.org');
    expect(people[0]?.words).to.include('my dad');
  });
});

describe('the local recogniser: a measure is no age', () => {
  it('reads weights and heights as such', () => {
    expect(factsIn('hes 18 stone and im 8').carerAgeYears).to.equal(undefined);
    expect(factsIn('my husband is 6 foot and i am 5').carerAgeYears).to.equal(undefined);
  });

  it('still reads an age beside a measure', () => {
    expect(factsIn('hes 18 stone and im 57').carerAgeYears).to.equal(57);
    expect(factsIn('my 15yo is autistic').people[0]?.age).to.equal(15);
  });
});

describe('the local recogniser: the question asked back', () => {
  for (const text of ['why do you need to know', 'why do you ask?', 'why', 'pam ydych chi’n gofyn', 'pam']) {
    it(text, () => {
      const { asksWhy, skip } = recogniser.read(text, 'yourAge');
      expect(asksWhy).to.equal(true);
      expect(skip).to.equal(false);
    });
  }

  it('is not found in a story', () => {
    expect(recogniser.read('I dont know why he does it', 'yourAge').asksWhy).to.equal(undefined);
  });
});

describe('the local recogniser: nobody', () => {
  for (const text of ['nobody', 'no one', 'neb', 'neb o gwbl', 'there is nobody']) {
    it(text, () => {
      expect(recogniser.read(text, null).yesNo).to.equal('no');
    });
  }
});

describe('the local recogniser: another language asked for', () => {
  const asked: [string, string][] = [
    ['can we do this in english please', 'language-en'],
    ['allwn ni wneud hyn yn Gymraeg', 'language-cy'],
    ['ga i wneud hyn yn Saesneg plis', 'language-en'],
    ['could we speak english', 'language-en'],
  ];
  for (const [text, command] of asked) {
    it(text, () => {
      expect(recogniser.read(text, 'theirPlace').command).to.equal(command);
    });
  }
});
