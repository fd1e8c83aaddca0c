import type { Content } from '../../../content/load.js';
import type { AttentionLevel } from '../../../dialogs/effects.js';
import type { Area } from '../../../content/schema/area.js';
import type { NewTimer } from '../../store/timers.js';
import { deskHours } from '../queue/hours.js';

const minuteMs = 60_000;

/** The kinds of timer that the desk sets. */
export const deskTimers = {
  owed: 'reply-owed',
  unclaimed: 'unclaimed',
  gone: 'adviser-gone',
  wait: 'wait-looked-at',
} as const;

/** Names the one timer of its kind that a conversation has. */
export function timerId(
  kind: Exclude<(typeof deskTimers)[keyof typeof deskTimers], 'adviser-gone'>,
  id: string,
) {
  return `${kind}:${id}`;
}

/** `minutes` after an ISO 8601 time. */
export function after(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * minuteMs).toISOString();
}

/** The person waits for the holder's answer: from their first message on, so one that runs already is kept. */
export function owedTimer(area: Area, conversationId: string, at: string): NewTimer {
  return {
    id: timerId(deskTimers.owed, conversationId),
    kind: deskTimers.owed,
    conversationId,
    dueAt: after(at, area.desk.replyMinutes),
    since: at,
    payload: {},
    keep: true,
  };
}

/** Somebody urgent or in danger waits, and the duty list is to hear of it when nobody comes. */
export function unclaimedTimers(
  area: Area,
  conversationId: string,
  level: AttentionLevel,
  at: string,
): NewTimer[] {
  if (level === 'wants-person') return [];
  return [
    {
      id: timerId(deskTimers.unclaimed, conversationId),
      kind: deskTimers.unclaimed,
      conversationId,
      dueAt: after(at, area.desk.alertMinutes),
      since: at,
      payload: {},
      keep: true,
    },
  ];
}

/** So soon somebody who waits hears that nobody can come any more. */
const waitLookMinutes = 2;

/** Somebody waits to whom somebody can come, as far as they were told: it is looked at again whether that still holds. */
export function waitTimer(conversationId: string, at: string): NewTimer {
  return {
    id: timerId(deskTimers.wait, conversationId),
    kind: deskTimers.wait,
    conversationId,
    dueAt: after(at, waitLookMinutes),
    since: at,
    payload: {},
  };
}

/** Names the timer that looks whether an adviser is still at their desk. */
export function goneId(area: string, adviser: string): string {
  return `${deskTimers.gone}:${area}:${adviser}`;
}

/** Streams are looked after every 5 seconds: a desk that is open in another browser is heard of well before this. */
const signedOutSeconds = 15;

/** An adviser signed out in one browser; when no other is heard of, they have left. */
export function signedOutTimer(area: string, adviser: string, at: string): NewTimer {
  return {
    id: goneId(area, adviser),
    kind: deskTimers.gone,
    conversationId: null,
    dueAt: after(at, signedOutSeconds / 60),
    since: at,
    payload: { area, adviser, signedOutAt: at },
  };
}

/**
 * An adviser has left somebody, who waits again. Of somebody in danger, nobody but the adviser may have heard: the duty
 * list does at once.
 */
export function leftTimers(
  content: Content,
  area: Area,
  conversationId: string,
  level: AttentionLevel,
  at: string,
): NewTimer[] {
  const timers = unclaimedTimers(area, conversationId, level, at);
  const alerts = level === 'danger' ? timers.map((timer) => ({ ...timer, dueAt: at, keep: false })) : timers;
  const { known, open } = deskHours(content, area.id, new Date(at));
  // Out of hours they have just been told so.
  return known && !open ? alerts : [...alerts, waitTimer(conversationId, at)];
}

/**
 * The desk of an adviser who holds something is heard of, or they are taken to have left.
 * @param seenAt from when the wait counts
 * @param heardOf when the desk was heard of last, as it is kept
 */
export function goneTimer(area: Area, adviser: string, seenAt: string, heardOf: string | null): NewTimer {
  return {
    id: goneId(area.id, adviser),
    kind: deskTimers.gone,
    conversationId: null,
    dueAt: after(seenAt, area.desk.goneMinutes),
    since: seenAt,
    payload: { area: area.id, adviser, heardOf },
  };
}
