import { z } from 'zod';
import { languages } from '../../content/language.js';
import { subscriptionStates } from '../../dialogs/newsletter/mailing.js';
import type { PersonKeys } from '../desk/conversation/person-keys.js';
import type { AuditEntry } from '../store/desk.js';
import type { RecordWrite } from '../store/records.js';
import type { Store } from '../store/store.js';

export const subscriptionSchema = z.object({
  by: z.enum(['email', 'sms', 'whatsapp']),
  /** An email address, or a number as E.164. */
  to: z.string(),
  language: z.enum(languages),
  state: z.enum(subscriptionStates),
  /** ISO 8601; when they said yes. */
  consentedAt: z.string(),
  /** ISO 8601; when they confirmed it from there, or that they had is imported. Null while they have not. */
  confirmedAt: z.string().nullable(),
  /** ISO 8601; when they stopped it. */
  stoppedAt: z.string().nullable(),
  /** What they said yes to, as it was shown; null where somebody else's list said that they had. */
  wording: z.string().nullable(),
  /** The conversation in which they asked for it. */
  conversation: z.string().nullable(),
});
/** Somebody's place on an area's mailing list. One who stopped it is kept, so that nobody puts them on it again. */
export type Subscription = z.infer<typeof subscriptionSchema>;

export interface KeptSubscription extends Subscription {
  id: string;
  version: number;
}

const kind = 'subscription';
const mostTries = 20;

/** The mailing lists of all areas. */
export class Subscriptions {
  constructor(
    private readonly store: Pick<Store, 'records'>,
    private readonly personKeys: PersonKeys,
  ) {}

  /** The one id of an address or a number, whoever brings it. */
  idOf({ by, to }: Pick<Subscription, 'by' | 'to'>): string {
    const [id] = by === 'email' ? this.personKeys(null, { email: to }) : this.personKeys(to, {});
    if (id === undefined)
      throw new Error('An address is missing: nobody can be put on the list without one.');
    return id;
  }

  async all(area: string): Promise<KeptSubscription[]> {
    return (await this.store.records.all(area, kind)).map(({ id, version, body }) => ({
      ...subscriptionSchema.parse(body),
      id,
      version,
    }));
  }

  async find(area: string, id: string): Promise<KeptSubscription | null> {
    const kept = await this.store.records.find(area, kind, id);
    return kept && { ...subscriptionSchema.parse(kept.body), id, version: kept.version };
  }

  /** What belongs to a conversation, or goes to the phone that it is held on. */
  async mine(area: string, conversation: string, phone: string | null): Promise<KeptSubscription[]> {
    const all = await this.all(area);
    return all.filter((each) => each.conversation === conversation || each.to === phone);
  }

  /**
   * Changes one, on what is true at that moment.
   * @param change returns null when there is nothing to change
   * @returns what is kept afterwards
   */
  async change(
    area: string,
    id: string,
    change: (before: Subscription | null) => Subscription | null,
  ): Promise<Subscription | null> {
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const kept = await this.find(area, id);
      const after = change(kept);
      if (!after) return kept;
      const write = { id, expected: kept?.version ?? 0, body: subscriptionSchema.parse(after) };
      if ((await this.store.records.put(area, kind, [write], [])).length > 0) return after;
    }
    throw new Error('A place on the mailing list changed at every attempt to write it.');
  }

  /** Forgets one that nobody has confirmed; of one that was stopped before, it is that again. */
  async forgetUnconfirmed(area: string, id: string): Promise<void> {
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const kept = await this.find(area, id);
      if (kept?.state !== 'pending') return;
      if (kept.stoppedAt !== null) {
        await this.change(area, id, unasked);
        return;
      }
      if (await this.store.records.remove(area, kind, id, kept.version)) return;
    }
    throw new Error('A place on the mailing list changed at every attempt to forget it.');
  }

  /** Writes many at once; those that changed meanwhile are left as they are. Returns the ids that were written. */
  putAll(
    area: string,
    writes: readonly (Omit<RecordWrite, 'body'> & { body: Subscription })[],
    audit: readonly AuditEntry[],
  ): Promise<string[]> {
    return this.store.records.put(area, kind, writes, audit);
  }
}

/** The subscription as it is once they have stopped it; null when they had already. */
export function stopped(before: Subscription | null, at: string): Subscription | null {
  return before && before.state !== 'unsubscribed'
    ? { ...before, state: 'unsubscribed', stoppedAt: at }
    : null;
}

/** As it was before they asked for it anew and did not confirm it; null when it is something else by now. */
function unasked(before: Subscription | null): Subscription | null {
  return before?.state === 'pending' && before.stoppedAt !== null
    ? { ...before, state: 'unsubscribed' }
    : null;
}

/** As it is once they have confirmed it; null when there is nothing to confirm. */
export function confirmed(before: Subscription | null, at: string): Subscription | null {
  return before?.state === 'pending'
    ? { ...before, state: 'subscribed', confirmedAt: at, stoppedAt: null }
    : null;
}
