import { createHmac } from 'node:crypto';

/** What is sent beside a body so that the receiver knows whose it is, and that it is not one sent before. */
export interface Signed {
  'Fingerpost-Timestamp': string;
  'Fingerpost-Nonce': string;
  'Fingerpost-Signature': string;
}

/**
 * Signs a body with the secret that we share with the receiver: HMAC-SHA256, in hex, of `v1`, the timestamp (seconds
 * since 1970), the nonce, the idempotency key and the body, joined by line feeds. A receiver takes no timestamp more than
 * five minutes away and no nonce twice; the idempotency key stays the same when a lost answer makes us send again.
 */
export function signed(
  secret: string,
  { at, nonce, idempotencyKey, body }: { at: Date; nonce: string; idempotencyKey: string; body: string },
): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const text = ['v1', timestamp, nonce, idempotencyKey, body].join('\n');
  return {
    'Fingerpost-Timestamp': timestamp,
    'Fingerpost-Nonce': nonce,
    'Fingerpost-Signature': `v1=${createHmac('sha256', secret).update(text).digest('hex')}`,
  };
}
