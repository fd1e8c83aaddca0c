import { longestWaitMs, outboxReceivers } from '../outbox.js';
import type {
  OutboxItem,
  OutboxPayload,
  OutboxReceiver,
  OutboxShares,
  OutboxState,
  Settlement,
} from '../outbox.js';
import type { Keyring } from '../sealing/keyring.js';
import { iso, validMilliseconds } from '../time.js';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { fieldOf, fieldsOf, listOf, numberOf, textOf, textsOf } from './connection/reply.js';
import type { Fields, Reply } from './connection/reply.js';
import type { Deliveries } from './deliveries.js';
import type { Homes } from './homes.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';
import { firstOf } from './first-of.js';

/** What is to be sent, in each area, and what became of it. */
export class Outbox {
  /** The areas of what this instance was lent, so that a settlement need not look for it. */
  readonly #areaOf = new Map<string, string>();

  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly homes: Homes,
    private readonly deliveries: Deliveries,
    private readonly keyring: Keyring,
  ) {}

  /** The longest due first, across the areas. */
  async claim(worker: string, now: Date, leaseMs: number, shares: OutboxShares): Promise<OutboxItem[]> {
    const time = String(validMilliseconds(now));
    const far = String(validMilliseconds(now) + longestWaitMs);
    const lent = await Promise.all(
      [...(await this.#sharesOfAreas(time, far, shares))].map(async ([area, own]) => {
        const base = this.keys.area(area);
        const reply = await this.link.run(
          'claim-outbox',
          base,
          ...[worker, time, String(leaseMs), far, JSON.stringify(own)],
        );
        const items = await this.#items(listOf(reply));
        for (const { id } of items) this.#areaOf.set(id, area);
        return items;
      }),
    );
    return lent.flat().sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
  }

  async settle(id: string, worker: string, settlement: Settlement): Promise<boolean> {
    const known = this.#areaOf.get(id);
    this.#areaOf.delete(id);
    const areas = await this.areas.all();
    const inOrder = known === undefined ? areas : [known, ...areas.filter((area) => area !== known)];
    for (const area of inOrder) {
      const owner = textOf(
        await this.link.run('settle-outbox', this.keys.area(area), ...args(id, worker, settlement)),
      );
      if (owner === null) continue;
      if (settlement.outcome === 'sent' && settlement.providerId !== null) {
        await this.deliveries.belongsTo(settlement.providerId, owner);
      }
      return true;
    }
    return false;
  }

  async nextDue(receivers: readonly OutboxReceiver[]): Promise<Date | null> {
    const names = JSON.stringify(receivers);
    const first = await this.areas.each(async (base) =>
      textOf(await this.link.query('next-outbox', base, names)),
    );
    const times = first.flatMap((time) => (time === null ? [] : [Number(time)]));
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  async counts(): Promise<{ waiting: number; parked: number; oldestDueAt: string | null }> {
    const count = (list: string) =>
      this.areas.each(async (base) => numberOf(await this.link.read(base, 'ZCARD', base + list)));
    const [waiting, parked, due] = await Promise.all([
      count(':due'),
      count(':parked'),
      this.#earliest(':due'),
    ]);
    return {
      waiting: sum(waiting),
      parked: sum(parked),
      oldestDueAt: due.length === 0 ? null : iso(Math.min(...due)),
    };
  }

  async parked(limit: number): Promise<OutboxItem[]> {
    if (limit === 0) return [];
    const found = await this.areas.each(async (base) =>
      listOf(await this.link.query('items', base, ':parked', String(limit - 1))),
    );
    return (await this.#items(found.flat())).slice(0, limit);
  }

  async of(conversationId: string): Promise<OutboxItem[]> {
    const found = await this.homes.find(conversationId, async (base) => {
      const reply = await this.link.query('items', base, `${ofConversation(conversationId)}:o`, '-1');
      return listOf(reply).length === 0 ? null : listOf(reply);
    });
    return this.#items(found ?? []);
  }

  /** How many of what is ready is lent in each area, by receiver. */
  async #sharesOfAreas(
    now: string,
    far: string,
    shares: OutboxShares,
  ): Promise<Map<string, Partial<OutboxShares>>> {
    const asked = JSON.stringify(shares);
    const ready = await this.areas.each(async (base, area) => {
      const reply = await this.link.query('ready-outbox', base, now, far, asked);
      return listOf(reply).map((times, index) => ({ area, index, times: textsOf(times).map(Number) }));
    });
    const ofAreas = new Map<string, Partial<Record<OutboxReceiver, number>>>();
    for (const [index, receiver] of outboxReceivers.entries()) {
      const own = ready.flat().filter((each) => each.index === index);
      const times = own.flatMap((each) => each.times.map((at) => ({ area: each.area, at })));
      for (const [area, share] of firstOf(times, shares[receiver])) {
        ofAreas.set(area, { ...ofAreas.get(area), [receiver]: share });
      }
    }
    return ofAreas;
  }

  /** The first score of a list in each area that has one; milliseconds since 1970. */
  async #earliest(list: string): Promise<number[]> {
    const first = await this.areas.each(
      async (base) => textsOf(await this.link.read(base, 'ZRANGE', base + list, '0', '0', 'WITHSCORES'))[1],
    );
    return first.flatMap((score) => (score === undefined ? [] : [Number(score)]));
  }

  #items(replies: Reply[]): Promise<OutboxItem[]> {
    const found = replies.map(fieldsOf).filter((fields) => fields !== null);
    return Promise.all(
      found.map(async (fields) => toItem(fields, await this.#delivery(fields), this.keyring)),
    );
  }

  async #delivery(fields: Fields): Promise<OutboxItem['delivery']> {
    const providerId = fields.get('provider');
    return providerId === undefined ? null : this.deliveries.of(providerId);
  }
}

function args(id: string, worker: string, settlement: Settlement): string[] {
  const common = [id, worker, settlement.outcome];
  switch (settlement.outcome) {
    case 'sent':
      return [...common, '', '', '', settlement.providerId ?? ''];
    case 'retry': {
      const { dueAt, reason, unknown } = settlement;
      return [...common, String(validMilliseconds(dueAt)), reason, unknown ? '1' : '0', ''];
    }
    default:
      return [...common, '', settlement.reason, '', ''];
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function toItem(fields: Fields, delivery: OutboxItem['delivery'], keyring: Keyring): OutboxItem {
  const first = fields.get('first');
  return {
    id: fieldOf(fields, 'id'),
    lane: fieldOf(fields, 'lane'),
    // Earlier programs did not tell receivers apart.
    receiver: (fields.get('receiver') ?? 'earlier') as OutboxReceiver,
    dueAt: iso(Number(fieldOf(fields, 'due'))),
    payload: JSON.parse(keyring.open(fieldOf(fields, 'payload'))) as OutboxPayload,
    conversationId: fieldOf(fields, 'conversation'),
    position: Number(fieldOf(fields, 'position')),
    state: fieldOf(fields, 'state') as OutboxState,
    attempts: Number(fieldOf(fields, 'attempts')),
    firstAttemptAt: first === undefined ? null : iso(Number(first)),
    unknown: fields.get('unknown') === '1',
    providerId: fields.get('provider') ?? null,
    reason: fields.get('reason') ?? null,
    delivery,
  };
}
