/** Whose page all of them open. */
export const area = 'vale-of-glamorgan';

/** What the carer of every conversation here says, from the first words to a referral and goodbye. */
export const lines = [
  "I go round to my mum's in Barry before and after work, she's got dementia and i'm not sleeping. dont know if theres anything official i should be doing",
  '26 to 64',
  'not losing my job over this',
  "mum can't be left",
  'my sister at weekends',
  'leaving mum alone',
  'yes',
  'Pass my story on',
  'yes',
  'Sian',
  '07700 900456',
  'yes',
  'no',
  'yes',
  'after 6',
  'no thanks',
] as const;
