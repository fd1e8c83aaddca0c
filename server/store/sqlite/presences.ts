import type { AdviserPresence, Availability, IntakePause } from '../desk.js';
import type { Connection } from './connection.js';
import { iso, milliseconds } from '../time.js';

interface PresenceRow {
  adviser: string;
  area: string;
  name: string;
  first_name: string | null;
  team: string | null;
  availability: Availability;
  capacity: number | null;
  seen_at: number;
}

/** Who is at the desk of which area, and which areas take nobody new. */
export class Presences {
  readonly #put;
  readonly #one;
  readonly #ofArea;
  readonly #pause;
  readonly #resume;
  readonly #paused;

  constructor(connection: Connection) {
    this.#put = connection.change(
      `INSERT INTO presence (adviser, area, name, first_name, team, availability, capacity, seen_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (area, adviser) DO UPDATE SET name = excluded.name, first_name = excluded.first_name,
         team = excluded.team, availability = excluded.availability,
         capacity = excluded.capacity, seen_at = excluded.seen_at`,
    );
    this.#one = connection.query<PresenceRow>('SELECT * FROM presence WHERE area = ? AND adviser = ?');
    this.#ofArea = connection.query<PresenceRow & { held: number }>(
      `SELECT p.*, (SELECT count(*) FROM attention a WHERE a.holder = p.adviser AND a.area = p.area) AS held
       FROM presence p WHERE area = ? AND seen_at >= ?`,
    );
    this.#pause = connection.change(
      `INSERT INTO intake_pause (area, adviser, name, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (area) DO UPDATE SET adviser = excluded.adviser, name = excluded.name, at = excluded.at`,
    );
    this.#resume = connection.change('DELETE FROM intake_pause WHERE area = ?');
    this.#paused = connection.query<IntakePause>(
      'SELECT adviser AS "by", name, at FROM intake_pause WHERE area = ?',
    );
  }

  put({ adviser, area, name, firstName, team, availability, capacity, seenAt }: AdviserPresence): void {
    this.#put(adviser, area, name, firstName, team, availability, capacity, milliseconds(seenAt));
  }

  one(adviser: string, area: string): AdviserPresence | null {
    const row = this.#one.one(area, adviser);
    return row ? toPresence(row) : null;
  }

  /** `since` in milliseconds since 1970. */
  ofArea(area: string, since: number): (AdviserPresence & { held: number })[] {
    return this.#ofArea
      .all(area, since)
      .map((row) => ({ ...toPresence(row), held: row.held }))
      .sort((one, other) => one.name.localeCompare(other.name));
  }

  setPause(area: string, pause: IntakePause | null): void {
    if (pause) this.#pause(area, pause.by, pause.name, pause.at);
    else this.#resume(area);
  }

  pause(area: string): IntakePause | null {
    return this.#paused.one(area) ?? null;
  }
}

function toPresence({ first_name, seen_at, ...row }: PresenceRow): AdviserPresence {
  const { adviser, area, name, team, availability, capacity } = row;
  return { adviser, area, name, firstName: first_name, team, availability, capacity, seenAt: iso(seen_at) };
}
