import { movesForward } from '../delivery.js';
import type { DeliveryStatus } from '../outbox.js';
import type { Connection } from './connection.js';

/** `at` in milliseconds since 1970. */
interface Report {
  status: DeliveryStatus;
  errorCode: string | null;
  at: number;
}

/** How messages arrived. A report may come before the send it belongs to is settled; it waits for that. */
export class Deliveries {
  readonly #current;
  readonly #update;
  readonly #early;
  readonly #keepEarly;
  readonly #removeEarly;
  readonly #forgetEarly;

  constructor(connection: Connection) {
    this.#current = connection.query<{
      position: number;
      status: DeliveryStatus | null;
      conversation: string;
    }>(
      `SELECT o.position, o.delivery_status AS status, c.id AS conversation
       FROM outbox o JOIN conversation c ON c.key = o.conversation WHERE o.provider_id = ?`,
    );
    this.#update = connection.change(
      'UPDATE outbox SET delivery_status = ?, delivery_error = ?, delivery_at = ? WHERE position = ?',
    );
    this.#early = connection.query<Report>(
      'SELECT status, error_code AS errorCode, at FROM early_delivery WHERE provider_id = ?',
    );
    this.#keepEarly = connection.change(
      `INSERT INTO early_delivery (status, error_code, at, provider_id) VALUES (?, ?, ?, ?)
       ON CONFLICT (provider_id) DO UPDATE
       SET status = excluded.status, error_code = excluded.error_code, at = excluded.at`,
    );
    this.#removeEarly = connection.change('DELETE FROM early_delivery WHERE provider_id = ?');
    this.#forgetEarly = connection.change('DELETE FROM early_delivery WHERE at < ?');
  }

  /** Returns the id of the conversation whose message has moved; null when none has. */
  record(providerId: string, report: Report): string | null {
    const item = this.#current.one(providerId);
    if (item) {
      if (!movesForward(item.status, report.status)) return null;
      this.#write(item.position, report);
      return item.conversation;
    }
    const early = this.#early.one(providerId);
    if (movesForward(early?.status ?? null, report.status)) {
      this.#keepEarly(report.status, report.errorCode, report.at, providerId);
    }
    return null;
  }

  /** The send was settled with this id: what was reported before then belongs to it. */
  takeEarly(providerId: string): void {
    const early = this.#early.one(providerId);
    if (!early) return;
    this.#removeEarly(providerId);
    this.record(providerId, early);
  }

  /** Reports that no send was ever settled for; `before` in milliseconds since 1970. */
  forgetEarly(before: number): void {
    this.#forgetEarly(before);
  }

  #write(position: number, { status, errorCode, at }: Report): void {
    this.#update(status, errorCode, at, position);
  }
}
