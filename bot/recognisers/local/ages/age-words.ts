import { younger } from '../../../../content/schema/vocabulary.js';

// Words that tell whose an age is.

export const past = new Set(['was', 'were', 'o', 'oeddwn', 'since', 'when']);
export const we = new Set(['we', 'ni']);
/** Of whom a school year may be said. */
export const ofSchoolAge: readonly string[] = [...younger, 'other'];
export const welshSubject = new Set(['dwi', 'fi']);
/** "14 f", "13 boy", "15 from Neath": how the young say who they are. */
export const ofOneself = new Set([
  'f',
  'm',
  'female',
  'from',
  'male',
  'boy',
  'girl',
  'lad',
  'hogan',
  'hogyn',
  'merch',
  'bachgen',
]);
/** Welsh puts these before a subject that is named: "mae Twm yn saith". */
export const beforeName = new Set(['mae', 'ma', 'yw', 'ydy', 'ydi']);
export const thirdPerson = new Set(['@he', '@she', '@his']);
/** Nobody who writes is younger. */
export const youngestWriter = 6;
/** And nobody younger says their age with no word for themselves: "7." is somebody's child. */
export const youngestToSayBarely = 8;
export const copulas = new Set([
  'is',
  "'s",
  'yn',
  'turned',
  'turns',
  'aged',
  'just',
  'now',
  'only',
  'nearly',
  'almost',
]);
export const nowadays = new Set(['now', 'rwan', 'nawr', 'already']);

/** Begin a sentence with a capital and name nobody. */
export const noNames = new Set([
  'it',
  'this',
  'that',
  'there',
  'what',
  'who',
  'which',
  'time',
  'age',
  'score',
  'she',
  'he',
]);

/** Welsh pronouns that may follow what is owned: "hogyn i", "mab fi", "merch ni". */
export const echoes: ReadonlySet<string> = new Set(['i', 'fi', 'ni']);

/** What links them to an age: "merch fi sy'n 13". */
export const welshLinks: ReadonlySet<string> = new Set(['yn', 'sy']);

/** With, before a pronoun that follows somebody: "crwt 'da fi'n 6". */
export const welshWith: ReadonlySet<string> = new Set(['da', "'da", 'gyda', 'gen', 'gan', 'efo']);

/** Beside a school year these say that it is somebody's work: "I teach Year 2", "a Year 3 class". */
export const ofTeaching: ReadonlySet<string> = new Set([
  'teach',
  'teaching',
  'teacher',
  'tutor',
  'class',
  'pupil',
  'tiwtor',
  'athro',
  'athrawes',
  'dysgu',
  'cymhorthydd',
  'dosbarth',
]);
