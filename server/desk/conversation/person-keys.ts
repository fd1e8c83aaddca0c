import { createHmac, hkdfSync } from 'node:crypto';
import type { Contact } from '../../../dialogs/story/story.js';

/** Keyed hashes of the ways to reach a person: the same person is found again, and nothing readable is kept. */
export type PersonKeys = (address: string | null, contact: Pick<Contact, 'phone' | 'email'>) => string[];

/** @param secret of the deployment: with another one nobody is found again, and no hash can be guessed back */
export function createPersonKeys(secret: string): PersonKeys {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'fingerpost person keys', 32));
  const hash = (kind: string, value: string): string =>
    createHmac('sha256', key).update(`${kind}:${value}`).digest('base64url');
  return (address, { phone, email }) => {
    const phones = new Set([address, phone].filter((each) => typeof each === 'string'));
    return [
      ...[...phones].map((each) => hash('phone', each)),
      ...(email === undefined ? [] : [hash('email', email.trim().toLowerCase())]),
    ];
  };
}
