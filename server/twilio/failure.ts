import { z } from 'zod';
import { meaningOf } from './errors.js';
import { RateLimited } from './request-client.js';

/** Why an attempt did not end with Twilio's yes, and what follows. */
export type Failure =
  /** `unknown` when Twilio may have taken the message all the same: look before sending it again. */
  | { outcome: 'retry'; reason: string; unknown: boolean; retryAfterMs?: number }
  | { outcome: 'parked' | 'stopped'; reason: string };

/** Gives Twilio time to list a message whose answer was lost, before it is looked up. */
const beforeLookUpMs = 15_000;

/** What the twilio client throws for an answer that is an error. */
const answerSchema = z.object({
  status: z.number().int(),
  code: z.number().int().optional().catch(undefined),
});
const networkErrorSchema = z.object({ code: z.string() });

/** Network errors after which not a byte of the request can have left. */
const beforeWriting = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
]);

/** Tells what an error of the twilio client means for the message. What cannot be told counts as a lost answer. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RateLimited) {
    return { outcome: 'retry', reason: 'rate-limited', retryAfterMs: error.waitMs, unknown: false };
  }
  const answer = answerSchema.safeParse(error);
  if (answer.success) return failureOfAnswer(answer.data.status, answer.data.code);
  const network = networkErrorSchema.safeParse(error);
  if (network.success && beforeWriting.has(network.data.code)) {
    return { outcome: 'retry', reason: 'network', unknown: false };
  }
  return { outcome: 'retry', reason: 'answer-lost', unknown: true, retryAfterMs: beforeLookUpMs };
}

function failureOfAnswer(status: number, code: number | undefined): Failure {
  const meaning = code === undefined ? undefined : meaningOf(code);
  if (meaning?.outcome === 'retry') return { outcome: 'retry', reason: meaning.reason, unknown: false };
  if (meaning) return { outcome: meaning.outcome, reason: meaning.reason };
  if (status >= 400 && status < 500) {
    if (status === 401) return { outcome: 'retry', reason: 'credentials-refused', unknown: false };
    return { outcome: 'parked', reason: `rejected-${code ?? status}` };
  }
  // A gateway's 5xx does not say whether Twilio behind it took the message.
  return { outcome: 'retry', reason: 'provider-unavailable', unknown: true, retryAfterMs: beforeLookUpMs };
}
