import { expect } from 'chai';
import type { CarerAge, Condition, Relationship } from '../../../../dialogs/story/story.js';
import type { ProposedFacts } from '../../../../dialogs/understanding.js';
import { recogniser } from './recogniser.js';

const factsOf = (text: string): ProposedFacts => recogniser.read(text, null).facts;

/** Says each of a list in each of the ways, as one test. */
function inEveryWay<T>(
  list: Iterable<T>,
  ways: readonly ((each: T) => string)[],
  check: (text: string, each: T) => void,
): void {
  for (const each of list) for (const way of ways) check(way(each), each);
}

describe('how people begin: who it is about', () => {
  const english: Partial<Record<Relationship, string[]>> = {
    mother: ['mum', 'mam', 'mother', 'ma', 'step mum', 'stepmother', 'elderly mother'],
    father: ['dad', 'father', 'da', 'step dad', 'stepfather'],
    wife: ['wife', 'missus', 'misses', 'better half'],
    husband: ['husband', 'hubby', 'old man'],
    partner: ['partner', 'boyfriend', 'fiancee', 'other half', 'fella', 'bloke'],
    grandmother: ['nan', 'gran', 'nain', 'mamgu', 'grandma'],
    grandfather: ['grandad', 'taid', 'tadcu', 'bampi'],
    brother: ['brother', 'big bro', 'step brother', 'disabled brother'],
    sister: ['sister', 'twin sister', 'half sister'],
    son: ['son', 'lad', 'step son', 'autistic son', 'twin boys'],
    daughter: ['daughter', 'girl', 'stepdaughter'],
    aunt: ['auntie', 'great aunt'],
    uncle: ['uncle'],
    motherInLaw: ['mother in law', 'MIL', "husband's mother", 'wifes mum', "partner's mam"],
    fatherInLaw: ['father in law', "wife's dad", 'husbands father'],
  };
  for (const [relationship, words] of Object.entries(english)) {
    it(`${relationship}, in English`, () => {
      inEveryWay(
        words,
        [
          (who) => `I look after my ${who}`,
          (who) => `my ${who} can't be left on their own now and its all down to me`,
          (who) => `been caring for me ${who} since last year`,
        ],
        (text) => {
          expect(
            factsOf(text).people.map((person) => person.relationship),
            text,
          ).to.deep.equal([relationship]);
        },
      );
    });
  }

  it('both parents in one word', () => {
    for (const text of ['I look after my folks', 'I look after my parents']) {
      const [first, second] = factsOf(text).people;
      expect([first?.relationship, second?.relationship], text).to.deep.equal(['mother', 'father']);
    }
  });

  const welsh: Partial<Record<Relationship, string[]>> = {
    mother: ['fy mam', 'mam fi'],
    father: ['fy nhad', 'dad'],
    wife: ['fy ngwraig', 'y wraig'],
    husband: ['fy ngŵr', 'y gŵr'],
    son: ['fy mab', 'y mab'],
    daughter: ['fy merch', 'y ferch'],
    brother: ['fy mrawd', 'brawd fi'],
    grandmother: ['fy mamgu', 'nain'],
    motherInLaw: ['fy mam yng nghyfraith'],
  };
  for (const [relationship, words] of Object.entries(welsh)) {
    it(`${relationship}, in Welsh`, () => {
      inEveryWay(
        words,
        [
          (who) => `dw i'n gofalu am ${who}`,
          (who) => `wi'n edrych ar ôl ${who}`,
          (who) => `mae ${who} yn sâl a fi sy'n gwneud popeth`,
        ],
        (text) => {
          expect(
            factsOf(text).people.map((person) => person.relationship),
            text,
          ).to.deep.equal([relationship]);
        },
      );
    });
  }
});

describe('how people begin: how old they are', () => {
  const ages: Record<CarerAge, number[]> = {
    'under-18': [8, 11, 14, 17],
    '18-25': [19, 25],
    '26-64': [26, 47, 64],
    '65-plus': [66, 84],
  };
  const ways: ((years: number) => string)[] = [
    (years) => `I'm ${years} and I look after my mum`,
    (years) => `I look after my mum, I'm ${years}`,
    (years) => `${years} yr old here, i look after mum`,
    (years) => `i (${years}f) look after my mum`,
    (years) => `ive just turned ${years}, mum has ms and i do the cooking`,
    (years) => `at ${years} i still look after my mum`,
    (years) => `aged ${years}, looking after my mum`,
    (years) => `dwi'n ${years} oed a dwi'n gofalu am mam`,
  ];
  for (const [band, years] of Object.entries(ages)) {
    it(band, () => {
      inEveryWay(years, ways, (text, age) => {
        const { carerAge, carerAgeYears, people } = factsOf(text);
        expect([carerAge, carerAgeYears], text).to.deep.equal([band, age]);
        expect(
          people.map(({ relationship }) => relationship),
          text,
        ).to.deep.equal(['mother']);
      });
    });
  }

  it('a boy or a girl of so many years is who writes', () => {
    const texts = [
      'I am a 12 year old boy and my mum has MS',
      'im a 12 yr old girl n mum is ill',
      "hogyn 12 oed dwi a dwi'n helpu mam",
      "merch 12 oed ydw i, dwi'n helpu mam",
    ];
    for (const text of texts) {
      const { carerAgeYears, people } = factsOf(text);
      expect(carerAgeYears, text).to.equal(12);
      expect(
        people.map(({ relationship }) => relationship),
        text,
      ).to.deep.equal(['mother']);
    }
    expect(factsOf('my son is a 12 year old boy with autism').people[0]?.age).to.equal(12);
  });

  it('knows a decade', () => {
    const decades: [string, CarerAge][] = [
      ['i am in my fifties and i look after mum', '26-64'],
      ['I am in my late seventies and look after my wife', '65-plus'],
      ['dw i yn fy mhumdegau ac yn gofalu am mam', '26-64'],
    ];
    for (const [text, band] of decades) expect(factsOf(text).carerAge, text).to.equal(band);
    expect(factsOf('my son is in his thirties with learning disabilities').people[0]?.ageGroup).to.equal(
      'adult',
    );
  });

  it('takes nobody for 18 before they are', () => {
    for (const text of ["i'm 18 next month and i look after my mum", 'im almost 18 and i look after mum']) {
      expect(factsOf(text).carerAge, text).to.equal('under-18');
    }
    expect(factsOf('my daughter will be 18 in may, she is autistic').people[0]?.age).to.equal(17);
    expect(factsOf('my son is nearly 16 and autistic').people[0]?.age).to.equal(15);
    expect(factsOf('I am 18 in a wheelchair and mum helps').carerAge).to.equal('18-25');
    expect(factsOf('mum will be 80 in may').people[0]?.age).to.equal(80);
  });

  it('leaves an age at which something happened long ago', () => {
    expect(factsOf('at 9 I lost my mum and now I look after dad').carerAge).to.equal(undefined);
  });
});

describe('how people begin: what they do for a living', () => {
  const jobs = [
    'a dinner lady at the primary school',
    'a teacher',
    'a teaching assistant',
    'a school bus driver',
    'a lecturer at the college',
    'a cook in a school kitchen',
    'head of year',
    'a nurse',
    'a taxi driver',
    'a care worker',
    'a solicitor',
    'a postman',
    'in the army',
    'a police officer',
    'a vicar',
    'a bank clerk',
  ];
  const passing = ['school', 'transport', 'legal', 'money'];
  it('they are grown up and carers, and what they do is no need of theirs', () => {
    inEveryWay(
      jobs,
      [
        (job) => `I'm ${job} and I look after my mum`,
        (job) => `im ${job} and i look after mum`,
        (job) => `im ${job}, my dad has dementia and i do everything for him`,
      ],
      (text) => {
        const { carerIsAdult, role, people, topics } = factsOf(text);
        expect(carerIsAdult, text).to.equal(true);
        expect(role, text).to.equal('carer');
        expect(people, text).to.have.length(1);
        expect(
          topics.filter((topic) => passing.includes(topic)),
          text,
        ).to.deep.equal([]);
      },
    );
  });

  it('a young carer who does a job of the house is not grown up by it, nor is a need hidden by somebody else’s job', () => {
    for (const text of [
      "I'm the cook and cleaner at home, mum has MS",
      'i train for athletics and look after mum',
    ])
      expect(factsOf(text).carerIsAdult, text).to.equal(undefined);
    expect(factsOf('I look after my mum and I need a solicitor').topics).to.deep.equal(['legal']);
  });

  it('in Welsh too', () => {
    const { carerIsAdult, role } = factsOf("athrawes ydw i ac rwy'n gofalu am mam");
    expect([carerIsAdult, role]).to.deep.equal([true, 'carer']);
  });

  it('those who write as part of it are no carers', () => {
    const texts = [
      'I am a nurse on ward 7 and one of my patients needs a carer assessment',
      'Social worker here, I have a family in Barry',
      'I am a care worker, the lady I see is worn out',
    ];
    for (const text of texts) expect(factsOf(text).role, text).to.equal('professional');
  });
});

describe('how people begin: what somebody has', () => {
  const named: [condition: Condition, words: string[]][] = [
    ['dementia', ['dementia', "Alzheimer's", 'lewy body', 'memory loss']],
    [
      'long-term-illness',
      ['MS', 'parkinsons', 'MND', "huntington's", 'copd', 'heart failure', 'seizures', 'long covid'],
    ],
    ['physical-disability', ['cerebral palsy', 'a visual impairment', 'hearing loss', 'an amputation']],
    ['autism', ['autism', 'aspergers', 'PDA']],
    ['learning-disability', ['downs syndrome', 'a learning disability', 'global delay', 'prader willi']],
    ['mental-illness', ['bipolar', 'psychosis', 'bad depression', 'anxiety', 'an eating disorder']],
    ['substance-misuse', ['a drink problem', 'an alcohol problem', 'a heroin habit']],
  ];
  for (const [condition, words] of named) {
    it(condition, () => {
      inEveryWay(
        words,
        [
          (what) => `my husband has ${what} and I look after him`,
          (what) => `mum's got ${what} n im 15 n i help`,
        ],
        (text) => {
          expect(factsOf(text).people[0]?.conditions, text).to.deep.equal([condition]);
        },
      );
    });
  }
});
