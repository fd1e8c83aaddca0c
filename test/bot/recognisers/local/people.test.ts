import { expect } from 'chai';
import type { ProposedPerson } from '../../../../dialogs/understanding.js';
import { recogniser } from './recogniser.js';

/** "mother, dementia", "son 9, autism": what a test line says of a person. */
function inWords({ relationship, age, ageGroup, conditions = [] }: ProposedPerson): string {
  const always = [
    'mother',
    'father',
    'wife',
    'husband',
    'partner',
    'grandmother',
    'grandfather',
    'aunt',
    'uncle',
  ];
  const group =
    age === undefined && ageGroup !== undefined && !always.includes(relationship) ? ageGroup : undefined;
  const who = [relationship, age, group].filter((part) => part !== undefined).join(' ');
  return [who, ...conditions].join(', ');
}

function peopleIn(text: string): string {
  return recogniser.read(text, null).facts.people.map(inWords).sort().join(' | ');
}

describe('the local recogniser: who is looked after', () => {
  const lookedAfter: [string, string][] = [
    ['I look after my mother', 'mother'],
    ['looking after my mam since the stroke', 'mother, long-term-illness'],
    ['I take care of my mom and my brother', 'brother | mother'],
    ['we take care of both our parents', 'father | mother'],
    ['my adult son has schizophrenia', 'son adult, mental-illness'],
    ['I help my grown up daughter, she has downs', 'daughter adult, learning-disability'],
    ['my son is autistic and 22', 'son 22, autism'],
    ['mum needs a hoist. I am a male aged 53', 'mother'],
    ['im caring for my dad', 'father'],
    ['i care for me nan', 'grandmother'],
    ['my hubby had a stroke in may', 'husband, long-term-illness'],
    ['the missus has got parkinsons', 'wife, long-term-illness'],
    ['My wife was diagnosed with Alzheimer’s in the spring', 'wife, dementia'],
    ['my better half cant walk any more', 'wife, physical-disability'],
    ['the wife needs someone with her all day', 'wife'],
    ['my other half has ms', 'partner, long-term-illness'],
    ['i do everything for my grandad', 'grandfather'],
    ['my taid keeps falling', 'grandfather'],
    ['nain is getting forgetful', 'grandmother'],
    ['my bampi is on oxygen', 'grandfather, long-term-illness'],
    ['stepdad has lung disease and i do his meals', 'father, long-term-illness'],
    ['my mother in law moved in with us', 'motherInLaw adult'],
    ['edrych ar ôl mam yng nghyfraith', 'motherInLaw adult'],
    ['I am the carer for my auntie, she is blind', 'aunt, physical-disability'],
    ['my uncle is an alcoholic and i clean him up', 'uncle, substance-misuse'],
    ['mum and dad both need help now', 'father | mother'],
    ["hogyn ni'n 7, dallt bob dim ond ddim yn siarad", 'son 7'],
    ["he wet himself. he's 4, can't talk. my husband isn't back till ten", 'child 4'],
    ["I wash him and feed him. he's 4. my husband isn't back till ten", 'child 4'],
    ['Alarms all night. Seven, ten, four, eleven', ''],
    ["he can't be left. he's 84. my husband, that is", 'husband 84'],
    ['I see to my mum and my dad every day', 'father | mother'],
    ['my parents are both getting frail', 'father | mother'],
    ['my lad is 12 and autistic', 'son 12, autism'],
    ['my boy has downs', 'son, learning-disability'],
    ['our daughter has cerebral palsy', 'daughter, physical-disability'],
    ['my 9 year old son is in a wheelchair', 'son 9, physical-disability'],
    ['my 14yr old has adhd and wont go to school', 'child 14, adhd'],
    ['ive got a 6 year old with autism', 'child 6, autism'],
    ['my 14-month-old has a feeding tube', 'child 1, long-term-illness'],
    ['my son 9 and my mum', 'mother | son 9'],
    ['my toddler has epilepsy', 'child under-16, long-term-illness'],
    ['we keep jelly babies for his hypos and a baby monitor by the bed', ''],
    ['daughter, 9, cerebral palsy', 'daughter 9, physical-disability'],
    ['my son (15, asd) keeps smashing things', 'son 15, autism'],
    ['two kids both autistic, aged 4 and 7', 'child 4, autism | child 7, autism'],
    ['my two boys have muscular dystrophy', 'son, physical-disability | son, physical-disability'],
    ['hes 9 and non verbal', 'child 9'],
    ['both of mine have additional needs, 6 and 11', 'child 11 | child 6'],
    ['my mum and dad are 83 and 81 and i do it all', 'father 81 | mother 83'],
    ['my wife and son, 48 and 19, need me all day', 'son 19 | wife 48'],
    ['my boys are 6 and 11, both autistic', 'son 11, autism | son 6, autism'],
    [
      'adopted two brothers aged 4 and 6, both with fasd',
      'child 4, long-term-illness | child 6, long-term-illness',
    ],
    ['my daughter is 20 and still at special school', 'daughter 20'],
    ['ehcp meeting for my son again', 'son under-16'],
    ['shes 84 and housebound', 'other 84, physical-disability'],
    ['my brothers got schizophrenia', 'brother, mental-illness'],
    ['i look after my little sister she is 6', 'sister 6'],
    ['my mum is an alcoholic', 'mother, substance-misuse'],
    ['mums drinking is getting worse', 'mother, substance-misuse'],
    ['my partner has bipolar', 'partner, mental-illness'],
    ['my mate has ptsd and i sit with him most nights', 'friend, mental-illness'],
    ['I cook for my neighbour and do her shopping', 'neighbour'],
    ['the old lady next door has no one so i do her meals', 'neighbour'],
    ['my nephew has learning difficulties and lives with me', 'other, learning-disability'],
    ['I have special guardianship of my grandson, hes 7', 'child 7'],
    ['rest bite for my wife who has all timers', 'wife, dementia'],
    ['I am his 24/7 caregiver', 'other'],
    ['I am my wife’s primary caregiver', 'wife'],
    ["I'm her daughter and I do her tablets", 'mother'],
    ['im his wife and he has mnd', 'husband, long-term-illness'],
    ['I am just his mum, he is 8 and has a rare condition', 'son 8, long-term-illness'],
    ['MY HUSBAND HAS CANCER', 'husband, long-term-illness'],
    ['mu mum is dieing of cancer and i look after my mum', 'mother, long-term-illness'],
    ['my huspand has dimentia', 'husband, dementia'],
    ['my sun has autisum. my son cant be left', 'son, autism'],
    ['fy mam sydd â dementia a fi sy’n gofalu amdani', 'mother, dementia'],
    ['dw i’n gofalu am fy ngŵr', 'husband'],
    ["Rwy'n edrych ar ôl fy ngwraig ers y strôc", 'wife, long-term-illness'],
    ['dwi yn edrych ar ol dad', 'father'],
    ['fi sy n neud popeth i mam', 'mother'],
    ['mae fy mab yn awtistig, mae e’n 9', 'son 9, autism'],
    ['ma r ferch yn 12 ac mae hi mewn cadair olwyn', 'daughter 12, physical-disability'],
    ['gofalu am mam-gu dw i, dementia arni', 'grandmother, dementia'],
    ['dwin helpu tadcu bob dydd', 'grandfather'],
    ['mae fy nhad yn 82 ac yn dost', 'father 82'],
    ['edrych ar ôl fy mrawd bach, mae e’n 6 oed', 'brother 6'],
    ['ma’n hogyn i’n saith, awtistig, dio’m yn cysgu', 'son 7, autism'],
    ['mae fy merch i’n bedair', 'daughter 4'],
    ['Mae gan fy merch epilepsi', 'daughter, long-term-illness'],
    ['mae nain yn anghofus iawn', 'grandmother, dementia'],
    ['gofalu am fy ewythr sy’n alcoholig', 'uncle, substance-misuse'],
  ];
  for (const [text, expected] of lookedAfter) {
    it(text, () => {
      expect(peopleIn(text)).to.equal(expected);
    });
  }
});

describe('the local recogniser: who is not looked after', () => {
  const others: [string, string][] = [
    ['I look after mum and my sister helps at weekends', 'mother'],
    ['my husband works away so its all me with our son who is 8', 'son 8'],
    ['my lad is 10 and autistic and the wife has walked out', 'son 10, autism'],
    ['my brother wont help with dad, he has dementia', 'father, dementia'],
    ['my mum died in june', ''],
    ['lost my dad last year', ''],
    ['my grandma and brother both passed away 11 years ago', ''],
    ['since nan and grandad died i do it all for mum', 'mother'],
    ['i look after mum and dad died in june', 'mother'],
    ['my teacher keeps asking', ''],
    ['my mum says i should ring you. my nan has dementia', 'grandmother, dementia'],
    ['my daughter looks after me', ''],
    ['my wife does everything for me since the accident', ''],
    ['me and my brother look after mum', 'mother'],
    ['are there any groups for mums like me', ''],
    ['i watch my brother till mum gets in', 'brother'],
    ['one of my pupils looks after her dad', ''],
    ['im typing this on my sisters phone', ''],
    ['dont tell my dad i wrote this', ''],
    ['Hubby is on nights. Our son is 3 and doesnt sleep', 'son 3'],
    ['mae fy chwaer yn helpu ond fi sy’n gofalu am mam', 'mother'],
    ['bu farw mam ym mis Mai', ''],
    ['my mums boyfriend is horrible', 'mother'],
  ];
  for (const [text, expected] of others) {
    it(text, () => {
      expect(peopleIn(text)).to.equal(expected);
    });
  }

  it('keeps the exact words it went by', () => {
    const { from } = recogniser.read('Hello. My Mam has dementia. I’m 44.', null).facts;
    expect(from.people).to.equal('My Mam has');
    expect(from.carerAge).to.equal('44');
    expect(from.conditions).to.equal('dementia');
  });

  it('says who is under 16, who is 16 or 17, and who is grown up', () => {
    const groups = ['my son is 15', 'my son is 16', 'my son is 17', 'my son is 18'].map(
      (text) => recogniser.read(text, null).facts.people[0]?.ageGroup,
    );
    expect(groups).to.deep.equal(['under-16', '16-17', '16-17', 'adult']);
  });

  it('knows a child by the school year', () => {
    const groups = ['my son is in year 4', 'my daughter is in reception', 'mae fy mab ym mlwyddyn 3'].map(
      (text) => recogniser.read(text, null).facts.people[0]?.ageGroup,
    );
    expect(groups).to.deep.equal(['under-16', 'under-16', 'under-16']);
  });
});

describe('the local recogniser: living together', () => {
  const homes: [string, boolean | undefined][] = [
    ['my mum lives with me', true],
    ['dad moved in with us after his fall', true],
    ['my nan came to live with us', true],
    ['I live with my mum and look after her', true],
    ['my mum lives alone and has dementia', false],
    ['my dad has parkinsons', undefined],
    ['mae mam yn byw gyda fi', true],
  ];
  for (const [text, expected] of homes) {
    it(text, () => {
      expect(recogniser.read(text, null).facts.people[0]?.livesTogether).to.equal(expected);
    });
  }
});
