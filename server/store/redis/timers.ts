import { iso, validMilliseconds } from '../time.js';
import { clocksDifferMs } from '../timers.js';
import type { NewTimer, Timer, TimerChange, TimerStore } from '../timers.js';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { fieldOf, fieldsOf, listOf, numberOf, textsOf } from './connection/reply.js';
import type { Fields, Reply } from './connection/reply.js';
import { firstOf } from './first-of.js';
import type { Homes } from './homes.js';
import type { Keys } from './keys.js';
import { timerWrite } from './turn-change.js';

/**
 * Timers are kept with their conversation, or else with the area that their payload names, so that they are set and
 * cleared with the commits that they are about.
 */
export class Timers implements TimerStore {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly homes: Homes,
  ) {}

  async claim(worker: string, now: Date, leaseMs: number, limit: number): Promise<Timer[]> {
    const time = String(validMilliseconds(now));
    const ahead = String(validMilliseconds(now) + clocksDifferMs);
    const ready = await this.areas.each(async (base, area) => {
      await this.#recount(base, time, ahead);
      const range = [
        'ZRANGEBYSCORE',
        `${base}:timers`,
        '-inf',
        time,
        'WITHSCORES',
        'LIMIT',
        '0',
        String(limit),
      ];
      const scores = textsOf(await this.link.read(base, ...range)).filter((_, index) => index % 2 === 1);
      return scores.map((score) => ({ area, at: Number(score) }));
    });
    const shares = firstOf(ready.flat(), limit);
    const lent = await Promise.all(
      [...shares].map(([area, share]) =>
        this.link.run('claim-timers', this.keys.area(area), worker, time, String(leaseMs), String(share)),
      ),
    );
    return lent.flatMap(toTimers).sort(byDue);
  }

  async nextDue(): Promise<Date | null> {
    const first = await this.areas.each(async (base) => {
      const range = ['ZRANGE', `${base}:timers`, '0', '0', 'WITHSCORES'];
      return textsOf(await this.link.read(base, ...range))[1];
    });
    const times = first.flatMap((score) => (score === undefined ? [] : [Number(score)]));
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  async change({ set, clear }: TimerChange): Promise<void> {
    if (clear.length > 0) await this.areas.each((base) => this.#write(base, [], clear));
    for (const timer of set) await this.#write(await this.#placeOf(timer), [timer], []);
  }

  async settle(id: string, worker: string, retryAt: Date | null): Promise<boolean> {
    const ready = retryAt === null ? '' : String(validMilliseconds(retryAt));
    const settled = await this.areas.each(async (base) =>
      numberOf(await this.link.run('settle-timer', base, id, worker, ready)),
    );
    return settled.includes(1);
  }

  async ofConversation(id: string): Promise<Timer[]> {
    const found = await this.homes.find(id, async (base) => {
      const timers = toTimers(await this.link.query('timers-of', base, id));
      return timers.length === 0 ? null : timers;
    });
    return (found ?? []).sort(byDue);
  }

  async inArea(area: string, ids: readonly string[]): Promise<Timer[]> {
    const base = this.keys.area(area);
    const found = toTimers(await this.link.query('timers-named', base, JSON.stringify(ids)));
    return found.filter(({ conversationId, payload }) => conversationId === null && payload['area'] === area);
  }

  /** Begins anew what began by a clock that has been put back since. */
  async #recount(base: string, now: string, ahead: string): Promise<void> {
    const range = ['ZRANGEBYSCORE', `${base}:timers-since`, `(${ahead}`, '+inf', 'LIMIT', '0', '1'];
    if (listOf(await this.link.read(base, ...range)).length === 0) return;
    await this.link.run('recount-timers', base, now, ahead);
  }

  async #placeOf({ conversationId, payload }: NewTimer): Promise<string> {
    const named = payload['area'];
    const own = conversationId === null ? null : await this.homes.whereabouts(conversationId);
    const area = own ?? (typeof named === 'string' ? named : '');
    await this.areas.add(area);
    return this.keys.area(area);
  }

  async #write(base: string, set: NewTimer[], clear: string[]): Promise<void> {
    const change = { timers: set.map(timerWrite), cleared: clear };
    await this.link.run('change-timers', base, JSON.stringify(change));
  }
}

function byDue(one: Timer, other: Timer): number {
  return Date.parse(one.dueAt) - Date.parse(other.dueAt) || (one.id < other.id ? -1 : 1);
}

function toTimers(reply: Reply): Timer[] {
  return listOf(reply).flatMap((each) => {
    const fields = fieldsOf(each);
    return fields ? [toTimer(fields)] : [];
  });
}

function toTimer(fields: Fields): Timer {
  return {
    id: fieldOf(fields, 'id'),
    kind: fieldOf(fields, 'kind'),
    conversationId: fields.get('conversation') ?? null,
    dueAt: iso(Number(fieldOf(fields, 'due'))),
    payload: JSON.parse(fieldOf(fields, 'payload')) as Timer['payload'],
    attempts: Number(fieldOf(fields, 'attempts')),
  };
}
