import type { NewOutboxItem } from '../../store/outbox.js';
import type { AttentionLevel } from '../../../dialogs/effects.js';
import type { Area } from '../../../content/schema/area.js';
import type { TimerHandler } from '../../timers/timer-worker.js';
import { free } from '../floor/floor.js';
import { after, unclaimedTimers } from '../floor/times.js';
import { actOn, type OverdueParts } from './overdue.js';

/** Who is told when nobody comes, by area; in the order in which they are told. */
export interface DutyList {
  email: ReadonlyMap<string, readonly string[]>;
  /** E.164. */
  sms: ReadonlyMap<string, readonly string[]>;
}

export interface AlertParts extends OverdueParts {
  /** Where the desk can be opened. */
  deskUrl: string;
}

/** The longest between two alerts, in minutes: somebody in danger is never given up. */
const longestPause = 60;

/**
 * Nobody has taken somebody urgent or in danger: the first of the duty list is told, and the next time everybody, until
 * somebody takes them. What is told is the area, how grave, how long and where to look; nothing that anybody wrote.
 */
export function unclaimed(parts: AlertParts): TimerHandler {
  return async (timer) => {
    const { conversationId } = timer;
    if (conversationId === null) return;
    await actOn(parts, timer, conversationId, 'alerted', async ({ record, area, at }) => {
      const row = await parts.store.desk.rowOf(record.id);
      if (row?.status !== 'waiting' || row.level === 'wants-person') return null;
      const desk = record.desk ?? free;
      const count = (desk.alerts?.count ?? 0) + 1;
      const minutes = Math.max(1, Math.round((Date.parse(at) - Date.parse(row.since)) / 60_000));
      const outbox = alerts(parts, area, row.level, minutes, count, at);
      const pause = Math.min(longestPause, area.desk.alertMinutes * 2 ** (count - 1));
      const [again] = unclaimedTimers(area, record.id, row.level, at);
      return {
        journal: [{ kind: 'alerted', level: row.level, to: outbox.length }],
        outbox,
        desk: { ...desk, status: 'waiting', alerts: { count, lastAt: at } },
        timers: { clear: [timer.id], set: again ? [{ ...again, dueAt: after(at, pause) }] : [] },
      };
    });
  };
}

function alerts(
  { content, ids, duty, deskUrl }: AlertParts,
  area: Area,
  level: AttentionLevel,
  minutes: number,
  count: number,
  at: string,
): NewOutboxItem[] {
  const told = (list: readonly string[] = []): readonly string[] => (count === 1 ? list.slice(0, 1) : list);
  const values = { area: area.name.en, areaCy: area.name.cy, level, minutes, count, desk: deskUrl };
  const say = (key: string): string => {
    const { en, cy } = {
      en: content.words.text(key, 'en', values),
      cy: content.words.text(key, 'cy', values),
    };
    return area.welshFirst ? `${cy}\n${en}` : en;
  };
  const item = (lane: string, payload: NewOutboxItem['payload']): NewOutboxItem => ({
    id: ids.unique(),
    lane: `duty:${lane}`,
    dueAt: at,
    payload,
  });
  return [
    ...told(duty.email.get(area.id)).map((to) => {
      const reference = ids.reference();
      const text = say('desk-alert.email');
      const html = `<p>${text.split('\n').map(escaped).join('</p>\n<p>')}</p>\n`;
      const messageId = `<${ids.unique()}@alerts.fingerpost>`;
      const subject = content.words.text('desk-alert.subject', 'en', values);
      return item(to, { kind: 'email', service: 'duty', to, reference, messageId, subject, text, html });
    }),
    ...told(duty.sms.get(area.id)).map((to) =>
      item(to, {
        kind: 'message',
        channel: 'sms',
        to,
        text: content.words.text('desk-alert.sms', 'en', values),
      }),
    ),
  ];
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
