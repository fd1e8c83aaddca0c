import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Makes and checks the part of a link that nobody can guess. */
export interface Signer {
  sign(...parts: string[]): string;
  matches(signature: string, ...parts: string[]): boolean;
}

/**
 * Signs links with a key of their own, so that nothing about a link has to be kept.
 * @param secret of the deployment
 */
export function createSigner(secret: string): Signer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'fingerpost afterwards links', 32));
  const sign = (...parts: string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  return {
    sign,
    matches(signature, ...parts) {
      // As written: several last letters stand for the same bytes, and a link has one form.
      const given = Buffer.from(signature);
      const right = Buffer.from(sign(...parts));
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
