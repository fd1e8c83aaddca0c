/** What Twilio's error code means for the message: sent later, never to be sent to this person, or looked at by somebody. */
export type Meaning = { outcome: 'retry' | 'stopped' | 'parked'; reason: string };

/** The person said stop to this sender (twilio.com/docs/api/errors/21610). */
export const optedOutCode = 21610;

/** Codes of twilio.com/docs/api/errors for which the status of the answer alone says too little. */
const meanings = new Map<number, Meaning>([
  // Not processed, so safe to repeat.
  [20429, { outcome: 'retry', reason: 'rate-limited' }],
  [63018, { outcome: 'retry', reason: 'whatsapp-rate-limited' }],
  // Our own credentials are at fault: every message waits until they are put right, none is given up.
  [20003, { outcome: 'retry', reason: 'credentials-refused' }],

  [optedOutCode, { outcome: 'stopped', reason: 'opted-out' }],

  [21211, { outcome: 'parked', reason: 'number-not-valid' }],
  [21612, { outcome: 'parked', reason: 'number-cannot-be-reached' }],
  [21614, { outcome: 'parked', reason: 'number-not-a-mobile' }],
  [21635, { outcome: 'parked', reason: 'number-is-a-landline' }],
  [21408, { outcome: 'parked', reason: 'country-not-enabled' }],
  [21608, { outcome: 'parked', reason: 'trial-account' }],
  [21617, { outcome: 'parked', reason: 'too-long' }],
  [30003, { outcome: 'parked', reason: 'handset-unreachable' }],
  [30004, { outcome: 'parked', reason: 'blocked' }],
  [30005, { outcome: 'parked', reason: 'number-unknown' }],
  [30006, { outcome: 'parked', reason: 'number-is-a-landline' }],
  [30007, { outcome: 'parked', reason: 'filtered' }],
  [63003, { outcome: 'parked', reason: 'whatsapp-recipient-not-found' }],
  [63014, { outcome: 'parked', reason: 'blocked' }],
  [63016, { outcome: 'parked', reason: 'whatsapp-window-closed' }],
  [63021, { outcome: 'parked', reason: 'whatsapp-content-refused' }],
  [63024, { outcome: 'parked', reason: 'whatsapp-recipient-not-valid' }],
  [63038, { outcome: 'parked', reason: 'daily-limit-reached' }],
]);

/** What the error `code` means, where it is one of those that we tell apart. */
export function meaningOf(code: number): Meaning | undefined {
  return meanings.get(code);
}
