import { StoreRefused } from '../errors.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { sealedQuery } from './sealed-query.js';

interface Owner {
  key: number;
  secret: Buffer;
}

/**
 * Finds the referral that something belongs to, with the secret that seals what belongs to it.
 * @returns a function that throws StoreRefused when the conversation has no such referral
 */
export function referralOwners(
  connection: Connection,
  keyring: Keyring,
): (reference: string, conversation: number) => Owner {
  const owner = sealedQuery<Owner>(
    connection,
    keyring,
    `SELECT r.key, s.bytes AS secret FROM referral r JOIN secret s ON s.key = r.key
     WHERE r.reference = ? AND r.conversation = ?`,
  );
  return (reference, conversation) => {
    const found = owner.one(reference, conversation);
    if (!found) throw new StoreRefused('The conversation has no referral of this reference.');
    return found;
  };
}
