import { createHash, randomBytes } from 'node:crypto';

/** The secret of a one-time link: 256 random bits, which nobody guesses. */
export function newLinkSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the store keeps of a secret; it cannot be turned back, and needs no salt since no two secrets are the same. */
export function linkHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Where a referral is answered. */
export function answerPath(secret: string): string {
  return `/referrals/answer/${secret}`;
}
