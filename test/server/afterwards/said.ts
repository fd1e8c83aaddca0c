/** What somebody says first. */
export const story = "i look after my mum in barry, she's 82 and i'm 55";

/** Whose story is passed on, and who can be reached by email alone; asked then whether we may write later. */
export const referredByEmail = [
  story,
  'show me who can help',
  'pass it on',
  'yes',
  'Jan',
  'by email',
  'jan@example.org',
  'no thanks',
];
