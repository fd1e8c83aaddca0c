import type { Signer } from '../afterwards/signer.js';
import type { Subscription } from './subscriptions.js';

/** How long a newsletter can be confirmed by the link that was sent. */
const confirmMs = 7 * 24 * 60 * 60_000;

/** Asked for so long ago that it can be confirmed no more; it can still be stopped. */
export function isLate(
  { state, consentedAt }: Pick<Subscription, 'state' | 'consentedAt'>,
  now: Date,
): boolean {
  return state === 'pending' && now.getTime() - Date.parse(consentedAt) > confirmMs;
}

/** Where a newsletter is confirmed and stopped. The link holds for one request of theirs: a newer one takes its place. */
export function newsletterPath(
  signer: Signer,
  area: string,
  id: string,
  { consentedAt }: Pick<Subscription, 'consentedAt'>,
): string {
  return `/newsletter/${area}/${id}/${signer.sign('newsletter', area, id, consentedAt)}`;
}
