import type { Assessment, AssessmentCount, AssessmentKind, AssessmentOutcome } from '../referrals.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { referralOwners } from './referral-owners.js';
import { seal, unseal } from './seal.js';
import { sealedQuery } from './sealed-query.js';
import { milliseconds } from '../time.js';

/** Sealed with the secret of the referral that they were made on; only added to. */
export class Assessments {
  readonly #owner;
  readonly #add;
  readonly #of;
  readonly #counts;
  readonly #clear;

  constructor(connection: Connection, keyring: Keyring) {
    this.#owner = referralOwners(connection, keyring);
    this.#add = connection.change(
      `INSERT INTO assessment (id, referral, conversation, area, party, kind, outcome, at, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#of = sealedQuery<{ body: ArrayBuffer; secret: Buffer }>(
      connection,
      keyring,
      `SELECT a.body, s.bytes AS secret FROM assessment a JOIN referral r ON r.key = a.referral
         JOIN secret s ON s.key = a.referral
       WHERE r.reference = ? ORDER BY a.position`,
    );
    this.#counts = connection.query<{
      party: string;
      kind: AssessmentKind;
      outcome: AssessmentOutcome;
      number: number;
    }>(
      `SELECT party, kind, outcome, count(*) AS number FROM assessment WHERE area = ? AND at >= ?
       GROUP BY party, kind, outcome ORDER BY party, kind, outcome`,
    );
    this.#clear = connection.change('DELETE FROM assessment WHERE conversation = ?');
  }

  /** @throws StoreRefused when the conversation has no such referral */
  add(conversation: number, assessment: Assessment): void {
    const { id, reference, area, party, kind, outcome, at } = assessment;
    const owner = this.#owner(reference, conversation);
    const body = seal(owner.secret, assessment);
    this.#add(id, owner.key, conversation, area, party, kind, outcome, milliseconds(at), body);
  }

  of(reference: string): Assessment[] {
    return this.#of.all(reference).map(({ secret, body }) => unseal<Assessment>(secret, body));
  }

  /** `since` in milliseconds since 1970. */
  counts(area: string, since: number): AssessmentCount[] {
    return this.#counts.all(area, since).map(({ number, ...rest }) => ({ ...rest, count: number }));
  }

  clear(conversation: number): void {
    this.#clear(conversation);
  }
}
