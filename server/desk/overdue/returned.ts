import { z } from 'zod';
import { putAside, readState, writeState } from '../../../bot/turn/conversation-state.js';
import type { TimerHandler } from '../../timers/timer-worker.js';
import type { DeskState } from '../../store/desk.js';
import { released } from '../floor/floor.js';
import { tell } from '../floor/notices.js';
import { untilThen } from '../floor/until-then.js';
import { after, deskTimers, goneTimer, leftTimers, timerId } from '../floor/times.js';
import { actOn, type Overdue, type OverdueParts } from './overdue.js';

/** More than one adviser ever holds. */
const all = 200;

/** The person has waited too long for the answer of the adviser who has them: back to their place in the queue. */
export function replyOwed(parts: OverdueParts): TimerHandler {
  return async (timer) => {
    const { conversationId } = timer;
    if (conversationId === null) return;
    await actOn(parts, timer, conversationId, 'returned-silent', (overdue) => {
      const { desk } = overdue.record;
      if (!desk?.holder || desk.owedSince === null) return null;
      return returned(parts, overdue, desk, 'silent', timer.id);
    });
  };
}

const gonePayload = z.object({
  area: z.string(),
  adviser: z.string(),
  /** ISO 8601; when they signed out in one of their browsers. */
  signedOutAt: z.string().optional(),
  /** When the desk had been heard of last as the timer was set. */
  heardOf: z.string().nullish(),
});

/**
 * An adviser's desk has not been heard of: what they hold goes back. While it is heard of, it is looked at again later.
 * @param startedAt when this process began to listen: desks could not be heard of before
 */
export function adviserGone(parts: OverdueParts, startedAt: Date): TimerHandler {
  return async (timer) => {
    const { store, content, clock } = parts;
    const { area: areaId, adviser, signedOutAt, heardOf: before } = gonePayload.parse(timer.payload);
    const area = content.areas.get(areaId);
    const held = await store.desk.held(areaId, adviser, all);
    if (!area || held.length === 0) return;
    const presence = await store.desk.presence(adviser, areaId);
    const heardOf = presence?.seenAt ?? null;
    const signedOut = signedOutAt !== undefined && millisecondsOf(heardOf) <= Date.parse(signedOutAt);
    const now = clock();
    const seenAt = seen(heardOf, before ?? null, startedAt, now).toISOString();
    if (!signedOut && new Date(after(seenAt, area.desk.goneMinutes)) > now) {
      await store.timers.change({ set: [goneTimer(area, adviser, seenAt, heardOf)], clear: [] });
      return;
    }
    for (const { conversationId } of held) {
      await actOn(
        parts,
        timer,
        conversationId,
        signedOut ? 'returned-signed-out' : 'returned-gone',
        (overdue) => {
          const { desk } = overdue.record;
          if (desk?.holder?.adviser !== adviser) return null;
          return returned(parts, overdue, desk, signedOut ? 'signed-out' : 'gone', null);
        },
      );
    }
  };
}

const millisecondsOf = (heardOf: string | null): number => (heardOf === null ? 0 : Date.parse(heardOf));

/**
 * Until when a desk counts as heard of. A time that is to come was so by a clock that has been put back since: it is as good as
 * now, unless nothing was heard since the timer was set.
 */
function seen(heardOf: string | null, before: string | null, startedAt: Date, now: Date): Date {
  const heard = millisecondsOf(heardOf);
  const isToCome = heard > now.getTime();
  const seenAt = isToCome ? (heardOf === before ? 0 : now.getTime()) : heard;
  return new Date(Math.max(seenAt, startedAt > now ? 0 : startedAt.getTime()));
}

/** Back in its place, with the truth told to the person, who goes on with the bot meanwhile. */
async function returned(
  { store, content, ids, duty }: OverdueParts,
  { record, area, listener, at }: Overdue,
  desk: DeskState,
  why: 'silent' | 'gone' | 'signed-out',
  timer: string | null,
) {
  const row = await store.desk.rowOf(record.id);
  const { adviser = '', name = '', shownAs = '' } = desk.holder ?? {};
  const sentence = why === 'silent' ? 'desk-carer.silent' : 'desk-carer.left';
  const level = row?.level ?? 'wants-person';
  const told = tell(content, ids, listener, [
    [sentence, { who: shownAs }],
    ...untilThen({ content, duty }, listener, level),
  ]);
  return {
    state: writeState(putAside(readState(record.state))),
    journal: [{ kind: 'returned' as const, from: { adviser, name }, why }, ...told.journal],
    outbox: told.outbox,
    desk: released(desk, 'waiting'),
    timers: {
      clear: [timer ?? timerId(deskTimers.owed, record.id)],
      set: leftTimers(content, area, record.id, level, at),
    },
  };
}
