import type { Translate } from '../translate.js';

/** The adviser of an entry for what happened without one. */
export const byItself = 'timer';

/** Every act that the desk logs; each has a sentence in content/words/desk-audit. */
export const loggedActs = [
  'viewed',
  'watched',
  'claimed',
  'said',
  'noted',
  'contact-logged',
  'assessment-recorded',
  'referred',
  'passed-to-officer',
  'corrected',
  'handed-back-to-queue',
  'handed-back-to-bot',
  'transferred',
  'reassigned',
  'closed',
  'returned-silent',
  'returned-gone',
  'returned-signed-out',
  'alerted',
  'availability-here',
  'availability-finishing',
  'availability-away',
  'intake-paused',
  'intake-resumed',
] as const;

/** An act in plain words; one that has none, such as one of a later release, by its name. */
export function actWords(t: Translate, act: string): string {
  const known = loggedActs.find((each) => each === act);
  return known ? t(`desk-audit.act.${known}`) : act;
}
