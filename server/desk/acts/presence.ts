import { z } from 'zod';
import { availabilities, type AdviserPresence, type Availability } from '../../store/desk.js';
import type { Store } from '../../store/store.js';
import type { LiveUpdates } from '../../turns/live.js';
import type { Adviser } from '../adviser.js';
import { may } from '../rights.js';
import { toQueue } from './hand-back.js';
import type { Acts } from './acts.js';

export const availabilityInput = z.strictObject({
  area: z.string().min(1).max(100),
  availability: z.enum(availabilities),
  /** How many conversations at once; null for the area's own number. */
  capacity: z.number().int().min(1).max(50).nullable().optional(),
});

export interface PresenceParts {
  store: Pick<Store, 'desk'>;
  live: LiveUpdates;
  acts: Acts;
  clock: () => Date;
}

/** As many as no adviser ever holds. */
const all = 200;

/** A desk that was heard of so lately need not be written down again: well within the minutes after which it is gone. */
const freshMs = 30_000;

/** Who is at the desk, and whether they take conversations. */
export class Presences {
  constructor(private readonly parts: PresenceParts) {}

  /** False when the adviser takes no conversations in the area at all. */
  async set(
    adviser: Adviser,
    { area, availability, capacity }: z.output<typeof availabilityInput>,
  ): Promise<boolean> {
    if (!may(adviser, 'take-conversation', area)) return false;
    const { store, live, clock } = this.parts;
    const at = clock().toISOString();
    const before = await store.desk.presence(adviser.id, area);
    const most = capacity === undefined ? (before?.capacity ?? null) : capacity;
    await store.desk.putPresence(presenceOf(adviser, area, availability, most, at));
    const { id, name } = adviser;
    await store.desk.addAudit([
      { at, adviser: id, name, area, act: `availability-${availability}`, conversationId: null },
    ]);
    live.publishArea(area);
    return true;
  }

  /** The adviser's desk was heard of: while it is, what they hold stays theirs. New at the desk, they are here. */
  async seen(adviser: Adviser, areas: readonly string[]): Promise<void> {
    const { store, live, clock } = this.parts;
    const at = clock().toISOString();
    for (const area of areas.filter((each) => may(adviser, 'take-conversation', each))) {
      const before = await store.desk.presence(adviser.id, area);
      if (before && Date.parse(at) - Date.parse(before.seenAt) < freshMs) continue;
      const { availability = 'here', capacity = null } = before ?? {};
      await store.desk.putPresence(presenceOf(adviser, area, availability, capacity, at));
      if (!before) live.publishArea(area);
    }
  }

  /** Everything that they hold goes back to its place at once, and they are away. */
  async signedOut(adviser: Adviser): Promise<void> {
    const { store, live, acts, clock } = this.parts;
    const held = await store.desk.heldBy(adviser.id, all);
    for (const { conversationId } of held) {
      await acts.perform(adviser, conversationId, {
        right: 'work-conversation',
        name: 'returned-signed-out',
        holderOnly: true,
        decide: (found) => {
          const entry = { kind: 'returned', from: found.by, why: 'signed-out' } as const;
          return toQueue(acts, found, entry, 'desk-carer.left');
        },
      });
    }
    const at = clock().toISOString();
    for (const area of acts.parts.content.areas.keys()) {
      const before = await store.desk.presence(adviser.id, area);
      if (!before || before.availability === 'away') continue;
      await store.desk.putPresence({ ...before, availability: 'away', seenAt: at });
      live.publishArea(area);
    }
  }
}

function presenceOf(
  { id, name, firstName, team }: Adviser,
  area: string,
  availability: Availability,
  capacity: number | null,
  seenAt: string,
): AdviserPresence {
  return { adviser: id, area, name, firstName, team, availability, capacity, seenAt };
}
