import type { Translate } from '../translate.js';

/** Those of an entry who are no advisers, each with a sentence: what happened by itself, and a service by its link. */
const strangers: Partial<Record<string, string>> = { timer: 'by-itself', receiver: 'by-receiver' };

/** Who did something: an adviser by their name, or what there is in place of one. */
export function whoWords(t: Translate, { adviser, name }: { adviser: string; name: string }): string {
  const stranger = strangers[adviser];
  return stranger === undefined ? name : t(`desk-audit.${stranger}`);
}

/** Ids that stand for no adviser, to look for. */
export const strangerIds = Object.keys(strangers);

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
  'booked',
  'referral-viewed',
  'referral-watched',
  'referral-arrived',
  'referral-accepted',
  'referral-declined',
  'referral-redirected',
  'referral-returned',
  'assessment-read',
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
  'told-nobody-comes',
  'diary-viewed',
  'slot-added',
  'event-added',
  'check-in-stopped',
  'newsletter-asked',
  'newsletter-exported',
  'newsletter-imported',
  'slot-cancelled',
  'booking-moved',
  'booking-cancelled',
  'reminded',
  'earlier-offered',
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
