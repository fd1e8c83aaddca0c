import { z } from 'zod';
import { availabilities, type AdviserPresence, type Availability } from '../../store/desk.js';
import type { Content } from '../../../content/load.js';
import type { Store } from '../../store/store.js';
import type { LiveUpdates } from '../../turns/live.js';
import { rolesIn, type Adviser } from '../adviser.js';
import { after, signedOutTimer } from '../floor/times.js';
import { may } from '../rights.js';

export const availabilityInput = z.strictObject({
  area: z.string().min(1).max(100),
  availability: z.enum(availabilities),
  /** How many conversations at once; null for the area's own number. */
  capacity: z.number().int().min(1).max(50).nullable().optional(),
});

export interface PresenceParts {
  store: Pick<Store, 'desk' | 'timers'>;
  live: LiveUpdates;
  content: Pick<Content, 'areas'>;
  clock: () => Date;
  /** Called after a timer was set. */
  wakeTimers: () => void;
}

/** As many as no adviser ever holds. */
const all = 200;
/** A desk that was left is heard of as if for the first time when somebody comes back to it. */
const longAgo = new Date(0).toISOString();

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

  /**
   * The adviser's desk was heard of: while it is, what they hold stays theirs. Whoever is new at it, or comes back to it, is
   * here; supervisors, who may only be looking, once they say so.
   */
  async seen(adviser: Adviser, areas: readonly string[]): Promise<void> {
    const { store, live, clock, content } = this.parts;
    const at = clock().toISOString();
    for (const area of areas.filter((each) => may(adviser, 'take-conversation', each))) {
      const before = await store.desk.presence(adviser.id, area);
      // One that seems to be to come was written by a clock that has been put back since.
      if (before && Math.abs(Date.parse(at) - Date.parse(before.seenAt)) < freshMs) continue;
      const gone = content.areas.get(area)?.desk.goneMinutes ?? 0;
      const stays = before !== null && after(before.seenAt, gone) > at;
      const usual = rolesIn(adviser, area).includes('adviser') ? 'here' : 'away';
      const availability = stays ? before.availability : usual;
      await store.desk.putPresence(presenceOf(adviser, area, availability, before?.capacity ?? null, at));
      if (availability !== before?.availability) live.publishArea(area);
    }
  }

  /**
   * They are away, and what they hold goes back to its place, unless their desk is heard of from another browser in the
   * next moments.
   */
  async signedOut(adviser: Adviser): Promise<void> {
    const { store, live, content, clock, wakeTimers } = this.parts;
    const at = clock().toISOString();
    const areas = new Set((await store.desk.heldBy(adviser.id, all)).map(({ area }) => area));
    for (const area of content.areas.keys()) {
      const before = await store.desk.presence(adviser.id, area);
      if (!before) continue;
      await store.desk.putPresence({ ...before, availability: 'away', seenAt: longAgo });
      live.publishArea(area);
    }
    if (areas.size === 0) return;
    await store.timers.change({
      set: [...areas].map((area) => signedOutTimer(area, adviser.id, at)),
      clear: [],
    });
    wakeTimers();
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
