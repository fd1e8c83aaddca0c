/** Why an act was not done. Nothing of it was kept. */
export type Refusal =
  /** There is none, or it is another area's: the two are not told apart. */
  | { why: 'not-found' }
  /** Somebody else has it; `by` as colleagues see them. */
  | { why: 'taken'; by: string }
  /** Nobody has it, so it must be taken first. */
  | { why: 'not-held' }
  | { why: 'over-capacity'; most: number }
  /** The adviser takes nobody new just now. */
  | { why: 'not-here' }
  /** A supervisor paused the area's intake, and this person is neither in danger nor urgent. */
  | { why: 'paused'; by: string }
  /** It changed since it was shown. */
  | { why: 'changed' }
  | { why: 'closed' }
  | { why: 'opted-out' }
  /** WhatsApp lets us write only for 24 hours after the person last wrote. */
  | { why: 'window-closed' }
  /** In characters of the channel. */
  | { why: 'too-long'; most: number }
  /** The person did not agree, or has not been asked. */
  | { why: 'no-consent' }
  /** No way to reach the person is known. */
  | { why: 'no-contact' }
  /** It is not known that they may be called. */
  | { why: 'not-safe-to-call' }
  /** That time cannot be booked any more. */
  | { why: 'time-gone' }
  /** There is no such adviser, area or service, or it cannot take this. */
  | { why: 'no-such-target' }
  /** It cannot be taken as it is written: a place that is not known, a number that is none. */
  | { why: 'not-understood' };

export type ActResult =
  { done: true; conversationId: string; lastSeq: number } | { done: false; refusal: Refusal };

/** The refusal as a result. */
export function refused(refusal: Refusal): { done: false; refusal: Refusal } {
  return { done: false, refusal };
}
