import type { ReferralStatus } from '../../../dialogs/referral/standing.js';
import type { OutboxState } from '../outbox.js';
import type { ReferralRecord, ReferralStanding, StandingCount } from '../referrals.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Connection } from './connection.js';
import { referralOwners } from './referral-owners.js';
import { seal, unseal } from './seal.js';
import { sealedQuery } from './sealed-query.js';
import { milliseconds } from '../time.js';

interface StandingRow {
  body: ArrayBuffer;
  secret: Buffer;
  conversation_id: string;
  state: OutboxState | null;
  attempts: number | null;
}

/** `party` is empty where there is none. */
interface CountRow {
  service: string;
  party: string;
  status: ReferralStatus;
  number: number;
}

const select = `SELECT t.body, s.bytes AS secret, c.id AS conversation_id, o.state, o.attempts
  FROM referral_standing t JOIN secret s ON s.key = t.referral JOIN conversation c ON c.key = t.conversation
    LEFT JOIN outbox o ON o.id = t.item`;

const dayMs = 86_400_000;

/** Sealed with the secret of its referral; what it is found by stands beside it. */
export class ReferralStandings {
  readonly #owner;
  readonly #put;
  readonly #byReference;
  readonly #ofConversation;
  readonly #byLink;
  readonly #ofParty;
  readonly #countedDays;
  readonly #countedHours;
  readonly #clear;

  constructor(connection: Connection, keyring: Keyring) {
    this.#owner = referralOwners(connection, keyring);
    this.#put = connection.change(
      `INSERT INTO referral_standing (referral, conversation, area, service, party, status, changed_at, item, link, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (referral) DO UPDATE SET area = excluded.area, service = excluded.service, party = excluded.party,
         status = excluded.status, changed_at = excluded.changed_at, item = excluded.item, link = excluded.link,
         body = excluded.body`,
    );
    this.#byReference = sealedQuery<StandingRow>(
      connection,
      keyring,
      `${select} JOIN referral r ON r.key = t.referral WHERE r.reference = ?`,
    );
    this.#ofConversation = sealedQuery<StandingRow>(
      connection,
      keyring,
      `${select} WHERE c.id = ? ORDER BY t.referral`,
    );
    this.#byLink = sealedQuery<StandingRow>(connection, keyring, `${select} WHERE t.link = ?`);
    this.#ofParty = sealedQuery<StandingRow>(
      connection,
      keyring,
      `${select} WHERE t.area = ? AND t.party = ? ORDER BY t.changed_at DESC, t.referral DESC LIMIT ?`,
    );
    this.#countedDays = connection.query<CountRow>(
      `SELECT service, party, status, sum(rows) AS number FROM referral_standing_tally
       WHERE area = ? AND day >= ? AND rows > 0 GROUP BY service, party, status`,
    );
    this.#countedHours = connection.query<CountRow>(
      `SELECT service, coalesce(party, '') AS party, status, 1 AS number FROM referral_standing
       WHERE area = ? AND changed_at >= ? AND changed_at < ?`,
    );
    this.#clear = connection.change('DELETE FROM referral_standing WHERE conversation = ?');
  }

  /** @throws StoreRefused when the conversation has no such referral */
  put(conversation: number, standing: ReferralStanding): void {
    const { reference, area, service, party, status, changedAt, item, link } = standing;
    const owner = this.#owner(reference, conversation);
    const body = seal(owner.secret, standing);
    const changed = milliseconds(changedAt);
    const hash = link?.hash ?? null;
    this.#put(owner.key, conversation, area, service, party, status, changed, item, hash, body);
  }

  find(reference: string): ReferralRecord | null {
    const row = this.#byReference.one(reference);
    return row ? toRecord(row) : null;
  }

  ofConversation(conversationId: string): ReferralRecord[] {
    return this.#ofConversation.all(conversationId).map(toRecord);
  }

  byLink(hash: string): ReferralRecord | null {
    const row = this.#byLink.one(hash);
    return row ? toRecord(row) : null;
  }

  ofParty(area: string, party: string, limit: number): ReferralRecord[] {
    return this.#ofParty.all(area, party, limit).map(toRecord);
  }

  /** `since` in milliseconds since 1970. Whole days are counted already; of the first, only what is not before it. */
  counts(area: string, since: number): StandingCount[] {
    const nextDay = Math.floor(since / dayMs) + 1;
    const rows = [
      ...this.#countedDays.all(area, nextDay),
      ...this.#countedHours.all(area, since, nextDay * dayMs),
    ];
    const counts = new Map<string, StandingCount>();
    for (const { service, party, status, number } of rows) {
      const kind = JSON.stringify([service, party, status]);
      const count = (counts.get(kind)?.count ?? 0) + number;
      counts.set(kind, { service, party: party === '' ? null : party, status, count });
    }
    return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
  }

  clear(conversation: number): void {
    this.#clear(conversation);
  }
}

function toRecord(row: StandingRow): ReferralRecord {
  const { state, attempts } = row;
  return {
    ...unseal<ReferralStanding>(row.secret, row.body),
    conversationId: row.conversation_id,
    delivery: state === null || attempts === null ? null : { state, attempts },
  };
}
