import type { Referral } from '../../../dialogs/effects.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { seal, unseal } from './seal.js';
import { sealedQuery } from './sealed-query.js';
import type { Secrets } from './secrets.js';

interface ReferralRow {
  body: ArrayBuffer;
  secret: Buffer;
}

const select = 'SELECT r.body, s.bytes AS secret FROM referral r JOIN secret s ON s.key = r.key';

/** Each referral has a secret of its own: it was passed on, so it outlives an erasure of the conversation. */
export class Referrals {
  readonly #secrets: Secrets;
  readonly #add;
  readonly #byConversation;
  readonly #byReference;
  readonly #keys;
  readonly #clear;

  constructor(connection: Connection, keyring: Keyring, secrets: Secrets) {
    this.#secrets = secrets;
    this.#add = connection.change(
      'INSERT INTO referral (key, id, reference, conversation, body) VALUES (?, ?, ?, ?, ?)',
    );
    this.#byConversation = sealedQuery<ReferralRow>(
      connection,
      keyring,
      `${select} JOIN conversation c ON c.key = r.conversation WHERE c.id = ? ORDER BY r.key`,
    );
    this.#byReference = sealedQuery<ReferralRow>(connection, keyring, `${select} WHERE r.reference = ?`);
    this.#keys = connection.query<{ key: number }>('SELECT key FROM referral WHERE conversation = ?');
    this.#clear = connection.change('DELETE FROM referral WHERE conversation = ?');
  }

  add(conversation: number, referral: Referral): void {
    const { key, secret } = this.#secrets.add();
    this.#add(key, referral.id, referral.reference, conversation, seal(secret, referral));
  }

  of(conversationId: string): Referral[] {
    return this.#byConversation.all(conversationId).map(toReferral);
  }

  find(reference: string): Referral | null {
    const row = this.#byReference.one(reference);
    return row ? toReferral(row) : null;
  }

  clear(conversation: number): void {
    for (const { key } of this.#keys.all(conversation)) this.#secrets.replace(key);
    this.#clear(conversation);
  }
}

function toReferral(row: ReferralRow): Referral {
  return unseal(row.secret, row.body);
}
