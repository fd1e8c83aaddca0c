import { expect } from 'chai';
import type { Topic } from '../../../../dialogs/story/story.js';
import { recogniser } from './recogniser.js';

describe('the local recogniser: topics', () => {
  const topics: [string, Topic[]][] = [
    ['I cant afford the heating bill', ['money']],
    ['my employer wont give me time off for dads appointments', ['work']],
    ['need respite', ['break']],
    ['is there a day centre for dad', ['break']],
    ['i havent slept properly for weeks', ['sleep']],
    ['i feel so lonely since mum moved in', ['isolation']],
    ['can i get carers allowance', ['benefits']],
    ['how do I claim attendance allowance for mum', ['benefits']],
    ['carers assessment', ['assessment']],
    ['i want direct payments for my dad', ['assessment']],
    ['what happens to him if i die', ['emergency-plan']],
    ['we need a hoist and a commode', ['equipment']],
    ['mum is being discharged on friday', ['hospital-discharge']],
    ['my mum has dementia', ['dementia']],
    ['my son is autistic', ['autism']],
    ['my daughter has a learning disability', ['learning-disability']],
    ['my brother has schizophrenia', ['mental-illness']],
    ['i have depression and i look after dad', ['mental-health']],
    ['I was diagnosed with bipolar', ['mental-health']],
    ['I have been struggling with ocd', ['mental-health']],
    ['I have bipolar disorder, personality disorder, PTSD and OCD', ['mental-health']],
    ['I have PTSD and my son has bipolar', ['mental-health', 'mental-illness']],
    ['I have PTSD. Bipolar runs in the family', ['mental-health', 'mental-illness']],
    ['she has anxiety and wont go out, my daughter', ['mental-illness']],
    ['my husband is an alcoholic', ['substance-misuse']],
    ['my son is on crack', ['substance-misuse']],
    ['he smokes crack, my brother', ['substance-misuse']],
    ['he is on spice again, my lad', ['substance-misuse']],
    ['heating is on, crack in the ceiling again', []],
    ['my brother is doing crack', ['substance-misuse']],
    ['i just crack on with it', []],
    ['dads plates are all cracks', []],
    ['mum is up at the crack of dawn', []],
    ['a cracking day out with dad', []],
    ['my dad does crack me up', []],
    ['i use spice in mums dinner', []],
    ['she has not eaten or drunk for two days', []],
    ['she has drunk the bleach', []],
    ['he has drunk nothing today', []],
    ['can he have alcohol free beer', []],
    ['my son is addicted to his phone', []],
    ['a gambling addiction', []],
    ['dad is drunk every day', ['substance-misuse']],
    ['my husband has an addiction to heroin', ['substance-misuse']],
    ['I am a recovering alcoholic', []],
    ['I am addicted to weed', []],
    ['mae fy ngŵr yn gaeth i’w wely', []],
    ['mae hi’n gaeth i’r tŷ', []],
    ['mae e’n gaeth i gyffuriau', ['substance-misuse']],
    ['mae e ar gyffuriau lladd poen', ['health']],
    ['the sling is cutting into him', ['equipment']],
    ['she is cutting again', ['mental-illness']],
    ['the hospice says he has weeks to live', ['end-of-life']],
    ['i was her carer until she died and i cant stop crying', ['mental-health', 'bereavement']],
    ['I just lost my grandpa and im having a rough time', ['bereavement']],
    ['my grandma and brother both passed away 11 years ago', ['bereavement']],
    ['how do I deal with losing a child', ['bereavement']],
    ['blue badge for my wife', ['transport']],
    ['we need a wet room', ['housing']],
    ['is there a first aid course for carers', ['training']],
    ['power of attorney forms', ['legal']],
    ['my husband hits me', ['safeguarding']],
    ['im 13 are there groups for young carers', ['young-carer-support']],
    ['i want to make a complaint', ['complaint']],
    ['ehcp refused again', ['school']],
    ['i cant cope any more', ['mental-health']],
    ['my back is gone from lifting him', ['health']],
    ['any help for me? dad has parkinsons', ['assessment']],
    ['this form is killing me', []],
    ['hes in a wheelchair', []],
    ['angen seibiant arna i', ['break']],
    ['alla i hawlio lwfans gofalwr', ['benefits']],
    ['sut mae cael asesiad gofalwr', ['assessment']],
    ['dwi’n methu cysgu', ['sleep']],
    ['mae dementia ar mam', ['dementia']],
    ['bathodyn glas i dad', ['transport']],
    ['dw i’n teimlo mor unig', ['isolation']],
    ['cadair olwyn i fy mab', ['equipment']],
    ['dw i’n methu ymdopi', ['mental-health']],
    ['hello', []],
  ];
  for (const [text, expected] of topics) {
    it(text, () => {
      expect(recogniser.read(text, null).facts.topics).to.deep.equal(expected);
    });
  }

  it('what a message may be about, by words that settle nothing', () => {
    const perhaps = (text: string): readonly Topic[] => recogniser.examine(text, null).perhaps;
    expect(perhaps('my son has a probation hearing and we may lose the apartment')).to.include.members([
      'legal',
      'housing',
    ]);
    expect(perhaps('she got so paranoid after the biopsy')).to.include.members(['mental-illness', 'health']);
    expect(perhaps('mae pethau’n anodd ers yr ysgariad')).to.include('legal');
    expect(perhaps('the hedge is nice and green')).to.deep.equal([]);
    expect(recogniser.read('his probation officer was friendly', null).facts.topics).to.deep.equal([]);
  });
});
