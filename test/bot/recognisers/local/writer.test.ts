import { expect } from 'chai';
import type { Role, CarerAge } from '../../../../dialogs/story/story.js';
import { recogniser } from './recogniser.js';

describe('the local recogniser: the age of whoever writes', () => {
  const ages: [string, CarerAge | undefined, number | undefined][] = [
    ['im 13 and i look after my mum', 'under-18', 13],
    ['i am 11 n i help my dad', 'under-18', 11],
    ['as a 15 year old i shouldnt have to do this', 'under-18', 15],
    ['17 and caring for nan', undefined, undefined],
    ['I’m 72 and my wife has dementia', '65-plus', 72],
    ['mum is 82 and I’m 60', '26-64', 60],
    ['I am sixty four, he is seventy', '26-64', 64],
    ['im 22 at uni and mum has ms', '18-25', 22],
    ['i was 6 when dad got ill', undefined, undefined],
    ['my lad is 9', undefined, undefined],
    ["hogyn ni'n 7, dallt bob dim ond ddim yn siarad", undefined, undefined],
    ["crwt 'da fi'n 12, awtistig", undefined, undefined],
    ['cadair car i fab 12, ADHD', undefined, undefined],
    ['mab awtistig 12 oed a dwi ofn', undefined, undefined],
    ['my mum has dementia. when i was little i sat on her lap', undefined, undefined],
    ['i left school in 1976 and looked after mum ever since', undefined, undefined],
    ['mum won’t let me help her wash', undefined, undefined],
    ['nain fi efo dementia, fi syn neud bob dim', undefined, undefined],
    ["she's eleven. Eleven. what do i do", undefined, undefined],
    ['I teach Year 8 and my dad has had a fall', undefined, undefined],
    ['my whole life is alarms. Seven, ten, one, four, seven. He has Parkinsons', undefined, undefined],
    ['Fourteen, my lad, and he is a gentle giant', undefined, undefined],
    ['i got in from school run and mum was on the floor', undefined, undefined],
    ['just me and a ten year old who needs suction', undefined, undefined],
    ['she masks all day at school. year 6. senco sees nothing', undefined, undefined],
    ['where do i get padlocks for windows. climber. 6', undefined, undefined],
    ['ive just got in from school and mum wont wake up', 'under-18', undefined],
    ["I would like a key safe fitted. That's all. Joan, 79", '65-plus', 79],
    ['It is for my brother. His name is Ted. Ted, 79, is deaf', undefined, undefined],
    ['hes 9 and shes 6', undefined, undefined],
    ['ive been doing this for 11 years', undefined, undefined],
    ['im 20 minutes away from mum', undefined, undefined],
    ['im 24/7 with him', undefined, undefined],
    ['i do 16 hours a week', undefined, undefined],
    ['i get carers allowance and im on my state pension', '65-plus', undefined],
    ['im retired and look after my husband', '65-plus', undefined],
    ['I am a retired fireman, my wife has ms', '65-plus', undefined],
    ['mum needs a hoist. I am a male aged 53', '26-64', 53],
    ['my son is autistic and 22', undefined, undefined],
    ['we are both pensioners', '65-plus', undefined],
    ['Retired, and I do everything for my brother', '65-plus', undefined],
    ['my dad is retired and needs help', undefined, undefined],
    ['mum is a pensioner and i help her', undefined, undefined],
    ['we are both 80 and our son has downs', '65-plus', 80],
    ['i do mums injections before homework', 'under-18', undefined],
    ['my 8 year old says he wants to die every time he has homework', undefined, undefined],
    ['my gcses are next month and nan needs me', 'under-18', undefined],
    ['im in sixth form and my dad has ms', 'under-18', undefined],
    ['im in year 9', 'under-18', undefined],
    ['yr 7 and i do all the cooking at home', 'under-18', undefined],
    ['im at uni and go home to help mum', '18-25', undefined],
    ['I have 41 years and my husband is ill', '26-64', 41],
    ['at my age (66) i cant lift her', '65-plus', 66],
    ['at sixty-eight I cannot lift him', '65-plus', 68],
    ['dw i’n 14 a dw i’n helpu mam', 'under-18', 14],
    ['fin 15 a fi syn neud popeth i dad', 'under-18', 15],
    ['Rwy’n 71 ac yn gofalu am fy ngŵr', '65-plus', 71],
    ['blwyddyn 8 dwi', 'under-18', undefined],
    ['dwi wedi ymddeol ac yn gofalu am y wraig', '65-plus', undefined],
    ['Rydw i newydd ymddeol ac mae fy mrawd yn sal', '65-plus', undefined],
    ['mae dad wedi ymddeol ac angen help', undefined, undefined],
    ['gwaith cartref a wedyn neud swper i dad', 'under-18', undefined],
    ['fi yn y brifysgol a mam yn dost', '18-25', undefined],
  ];
  for (const [text, band, years] of ages) {
    it(text, () => {
      const { carerAge, carerAgeYears } = recogniser.read(text, null).facts;
      expect([carerAge, carerAgeYears]).to.deep.equal([band, years]);
    });
  }

  const grownUps: [string, boolean | undefined][] = [
    ['my wife has ms', true],
    ['I hold power of attorney for mum', true],
    ['my boss is fed up with me taking time off for dad', true],
    ['my dad is 91 and needs help', true],
    ['my nan has dementia', undefined],
    ['my dad is retired', undefined],
    ['mae dad wedi ymddeol', undefined],
    ['dwi wedi ymddeol', true],
    ['my brother is autistic', undefined],
    ['im 12', undefined],
  ];
  for (const [text, expected] of grownUps) {
    it(`grown up or not: ${text}`, () => {
      expect(recogniser.read(text, null).facts.carerIsAdult).to.equal(expected);
    });
  }

  const occupations: [string, string | undefined][] = [
    ['i work full time and look after mum', 'works'],
    ['not losing my job over this', 'works'],
    ['my manager wont let me leave early', 'works'],
    ['im late for school cos of nan', 'school'],
    ['my teacher says im not trying', 'school'],
    ['im at uni in cardiff', 'studies'],
    ['dw i’n gweithio yn y banc', 'works'],
    ['mum has dementia', undefined],
  ];
  for (const [text, expected] of occupations) {
    it(`work or study: ${text}`, () => {
      expect(recogniser.read(text, null).facts.worksOrStudies).to.equal(expected);
    });
  }
});

describe('the local recogniser: who is writing', () => {
  const roles: [string, Role | undefined][] = [
    ['I look after my husband with MS. I have carers in the morning and it is me the rest', 'carer'],
    ['I have carers four times a day', 'cared-for'],
    ['I look after my mum', 'carer'],
    ['caring for my husband who has copd', 'carer'],
    ['im my nans carer', 'carer'],
    ['I’m her caregiver', 'carer'],
    ['I am his 24/7 caregiver', 'carer'],
    ['I became the family caregiver', 'carer'],
    ['I have become his caretaker', 'carer'],
    ['I am the caretaker of a school', undefined],
    ['my husband is my caregiver', 'cared-for'],
    ['I was her caregiver until she died', 'former-carer'],
    ['I used to be her caretaker', 'former-carer'],
    ['am i a carer if i just do dads shopping', 'carer'],
    ['I am not a carer, I just do mums tablets and her meals', 'carer'],
    ['i do everything for my brother', 'carer'],
    ['dw i’n gofalu am fy mam', 'carer'],
    ['fi sy’n edrych ar ôl dad', 'carer'],
    ['gofalwr ydw i', 'carer'],
    ['my carers are rude to me', 'cared-for'],
    ['I need care, I cannot wash myself', 'cared-for'],
    ['I have MS and my daughter looks after me', 'cared-for'],
    ['my husband does everything for me and he is worn out', 'cared-for'],
    ['I’m disabled and need a ramp', 'cared-for'],
    ['my care worker didnt come this morning', 'cared-for'],
    ['mae fy ngwraig yn gofalu amdana i', 'cared-for'],
    ['fi sy’n sâl', 'cared-for'],
    ['I have MS and I look after my mum', 'carer'],
    ['social worker here, want to refer a carer', 'professional'],
    ['I am a social worker with the hospital team', 'professional'],
    ['I’m a GP receptionist and a patient needs help', 'professional'],
    ['district nurse, can I refer a patient’s wife', 'professional'],
    ['one of my pupils is looking after her mum', 'professional'],
    ['one of our patients cares for her husband', 'professional'],
    ['teacher at a primary in barry. how do i refer a child', 'professional'],
    ['Teaching assistant here, a boy in my class does his mum’s injections', 'professional'],
    ['gweithiwr cymdeithasol ydw i', 'professional'],
    ['mae un o’r disgyblion yn gofalu am ei fam', 'professional'],
    ['I’m a nurse and I look after my mum', 'carer'],
    ['my social worker never rings back and im looking after dad', 'carer'],
    ['my friend looks after her mum and never stops', 'friend'],
    ['my mate is 14 and she cares for her dad', 'friend'],
    ['I’m a neighbour, worried about the woman next door', 'friend'],
    ['mae fy ffrind yn gofalu am ei mam', 'friend'],
    ['I looked after mum until she died in March', 'former-carer'],
    ['i used to care for my husband', 'former-carer'],
    ['I lost my mom last month. I took care of her for six years', 'former-carer'],
    ['I lost my husband in March. I cared for him for ten years', 'former-carer'],
    ['I lost my wife to cancer after nursing her', 'former-carer'],
    ['I used to take care of my nan', 'former-carer'],
    ['i took care of her until she died', 'former-carer'],
    ['i take care of my dad', 'carer'],
    ['taking care of mum on my own', 'carer'],
    ['I was his carer until he passed away', 'former-carer'],
    ['i was mums carer for ten years and now shes gone', 'former-carer'],
    ['roeddwn i’n gofalu am dad cyn iddo farw', 'former-carer'],
    ['what time are you open', undefined],
    ['mum', undefined],
  ];
  for (const [text, expected] of roles) {
    it(text, () => {
      expect(recogniser.read(text, null).facts.role).to.equal(expected);
    });
  }

  it('keeps whom a former carer looked after', () => {
    const { people } = recogniser.read('I looked after my dad until he died in May', null).facts;
    expect(people.map(({ relationship }) => relationship)).to.deep.equal(['father']);
  });
});
