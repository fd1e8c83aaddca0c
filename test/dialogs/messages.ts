import fc from 'fast-check';

const answers = [
  'my mum',
  'my son',
  'my wife has dementia and we live in barry',
  "I'm 13 and I look after my dad",
  'my husband is 81 and had a stroke',
  'i look after my mum and my little boy, he is autistic',
  'barry',
  'CF5',
  'cardiff',
  'coventry',
  'CV1 2AB',
  'redditch',
  'grays',
  'DY9',
  'how do i get a carers assessment',
  'with the council',
  'with carers trust',
  'by myself',
  'my daughter is 16 and disabled',
  'Nantygwrach',
  'the bungalow past the quarry',
  '26 to 64',
  'under 18',
  'sometimes',
  'not losing my job',
  'my sister at weekends',
  'nobody',
  'pass my story on',
  'have someone call me',
  'just the details',
  'show me who can help',
  'tell you more first',
  'not now',
  'more advice',
  'change something',
  "no it's my dad",
  'where they live',
  'Sian',
  '07700 900456',
  '0292018',
  'sian@example.org',
  'sian at example',
  'after 6',
  'yes',
  'no',
  'not sure',
  "i don't know",
  'skip',
  "that's enough",
  'keep it',
  'forget it',
  'carry on',
  'my mum died in march',
  "I'm a social worker asking for a carer",
  'my daughter looks after me and i need help',
];

const welsh = [
  "dwi'n gofalu am mam yn y Barri",
  "dwi'n 14 a dwi'n helpu nhad",
  'Y Bont-faen',
  'ie',
  'na',
  'ddim yn siŵr',
  'hepgor',
  'neb',
  'pasiwch fy stori ymlaen',
  'dim ond y manylion',
  'dyna ddigon',
];

const commands = [
  'person',
  'siarad â pherson',
  'start again',
  'Cymraeg',
  'English',
  'what do you know about me',
  'delete it',
  'dileu',
  'is this private',
  'who are you',
  'menu',
];

const danger = [
  'i want to kill myself',
  "i don't want to be here anymore",
  'dwi ddim eisiau byw rhagor',
  'he hits me',
  "i'm going to hurt her",
  'she has bruises on her arms from the carers',
  "he has collapsed and he's not breathing",
  "i'm walking out today, i can't do this any more",
  'i cut myself',
  'i feel so low and alone with it',
];

const numbers = ['1', '2', '3', '4', '7', '9', '42', '99', '2026'];

const rest = [
  '',
  '   ',
  'hello',
  'bore da',
  'asdfghjkl',
  '?!?',
  '👍',
  'whats the score in the rugby',
  'you stupid robot this is useless',
  '<b>hello</b> & "goodbye"',
  'i '.repeat(3000),
  'My mum has dementia and every day I cook, wash, dress, lift and feed her. '.repeat(40),
];

/** What people write, of every sort that the conversation has to live with. */
export const messages: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...answers) },
  { weight: 2, arbitrary: fc.constantFrom(...welsh) },
  { weight: 2, arbitrary: fc.constantFrom(...commands) },
  { weight: 2, arbitrary: fc.constantFrom(...danger) },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom(...rest) },
  // Our sentences name values in braces, so that what is left of one can be told from the person's own words.
  {
    weight: 1,
    arbitrary: fc
      .string({ maxLength: 60 })
      .map((text) => text.replace(/[{}[\]]/g, ''))
      .filter((text) => !/undefined|null|NaN/.test(text)),
  },
);
