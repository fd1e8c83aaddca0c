import { expect } from 'chai';
import { carerByFacts } from '../../../bot/classifier/carer-by-facts.js';
import { recogniser } from '../recognisers/local/recogniser.js';

type Case = [string, ReturnType<typeof carerByFacts>];

const byAge: Case[] = [
  ["My son's 29 and he hears voices", 'adult'],
  ['my husband has gone very quiet lately. hes 68', 'adult'],
  ['daughter 14 months, coming home with a feeding tube', 'parent'],
  ['she is 18 months and she has seizures', 'parent'],
  ['Megan is nearly 4, cerebral palsy', 'parent'],
  ["He's eleven and school can't meet need", 'parent'],
  ['hes 15 autistic and bigger than me', 'parent'],
  ['my baby has Down syndrome', 'parent'],
  ['two boys, eldest is autistic, 12 now. lone parent', 'parent'],
  ["Mae'r mab yn bedair ar hugain ac yn awtistig", 'adult'],
  ["mae'r ferch yn un ar ddeg ac mae ganddi epilepsi", 'parent'],
  ["blwyddyn 8 ydi o ac mae o'n awtistig", 'parent'],
  ["Mae Cadi'n bump ac yn methu cerdded", 'parent'],
  ["Mae o'n 17 ac yn awtistig", 'parent'],
  ['my mum is 83 and I see to her', 'adult'],
  ["I look after my brother, I'm 52", 'adult'],
  ["our daughter lives with us, I'm 74", 'adult'],
  ['my grandson is 5 and has autism', 'unclear'],
];

const young: Case[] = [
  ["i do my brother's insulin before school", 'young'],
  ['i get my sister dressed before school cos mum cant', 'young'],
  ['14 f. i do mums tablets', 'young'],
  ['im josh 15, mum has ms', 'young'],
  ['16 and i do everything at home for my nan', 'young'],
  ['i help my dad he had a stroke. yr 10', 'young'],
  ['im y9 and my mum is ill', 'young'],
  ['being a young carer is hard, my little brother is like a toddler', 'young'],
  ['bl 9 dwi, mam yn sal', 'young'],
  ['my gcses are in may and my mum needs me', 'young'],
];

const none: Case[] = [
  ['Ward sister. How do I refer a carer?', 'none'],
  ['I run a small care agency', 'none'],
  ['PhD student looking to recruit unpaid carers', 'none'],
  ['I foster three and the allowance is late', 'none'],
  ["My friend's husband is getting forgetful", 'none'],
  ['I need a stairlift. My wife does it all for me', 'none'],
  ['Nyrs ysgol ydw i', 'none'],
];

const open: Case[] = [
  ['my son is autistic', null],
  ['my mum has dementia', null],
  ['my nan fell', null],
  ['asking me at five to come back', null],
  ['I have three folders, one for the hospital, one for the council', null],
  ['it cost us 5,000 and they moved it 3 floors up', null],
];

describe('who writes, by the facts alone', () => {
  for (const [text, expected] of [...byAge, ...young, ...none, ...open]) {
    it(`${expected ?? 'open'}: ${text}`, () => {
      expect(carerByFacts(recogniser.read(text, null))).to.equal(expected);
    });
  }
});
