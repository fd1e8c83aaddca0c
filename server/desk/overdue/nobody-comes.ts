import { readState } from '../../../bot/turn/conversation-state.js';
import { momentWords, whoAnswersSooner } from '../../../dialogs/person/waiting.js';
import type { Story } from '../../../dialogs/story/story.js';
import type { TimerHandler } from '../../timers/timer-worker.js';
import { tell, type Listener, type Sentence } from '../floor/notices.js';
import { after, waitTimer } from '../floor/times.js';
import { deskHours } from '../queue/hours.js';
import { whyNobodyComes, type NobodyComes } from '../queue/who-can-come.js';
import { actOn, type OverdueParts } from './overdue.js';

/**
 * Somebody waits who was told that an adviser can come. Once nobody can any more, they are told so, once and unasked:
 * the hours, who may answer sooner and how to have a call. Until then it is looked at again and again.
 * @param startedAt when this process began to listen: desks could not be heard of before
 */
export function waitLookedAt(parts: OverdueParts, startedAt: Date): TimerHandler {
  return async (timer) => {
    const { store, content, clock } = parts;
    const { conversationId } = timer;
    const row = conversationId === null ? null : await store.desk.rowOf(conversationId);
    const area = row && content.areas.get(row.area);
    if (!row || !area || row.status !== 'waiting') return;
    const at = clock().toISOString();
    const why = await whyNobodyComes(parts, area, row.level, at);
    const listensSince = after(startedAt.toISOString(), area.desk.goneMinutes);
    // A start that seems to be to come was by a clock that has been put back since.
    const justBegan = startedAt.toISOString() <= at && at < listensSince;
    if (why === null || (why === 'away' && justBegan)) {
      await store.timers.change({ set: [waitTimer(row.conversationId, at)], clear: [] });
      return;
    }
    await actOn(parts, timer, row.conversationId, 'told-nobody-comes', ({ record, listener }) => {
      if (record.desk && record.desk.status !== 'waiting') return null;
      const { story, progress } = readState(record.state);
      // Whoever hurts them may hold the phone: to them nothing is sent unasked.
      const concerns = [progress.danger?.concern, ...progress.concernsAnswered];
      if (concerns.includes('abuse-of-carer')) return null;
      const told = tell(content, parts.ids, listener, nobodyComes(parts, listener, story, why));
      return { ...told, timers: { set: [], clear: [timer.id] } };
    });
  };
}

function nobodyComes(
  { content }: OverdueParts,
  { area, at, voice }: Listener,
  story: Story,
  why: NobodyComes,
): Sentence[] {
  const now = new Date(at);
  const { known, closesAt, opensAt } = deskHours(content, area.id, now);
  const time = (moment: string): string => momentWords(new Date(moment), now, area.timeZone, voice.language);
  const hours: Sentence[] = [
    ...(opensAt === null ? [] : [['person.closed', { opens: time(opensAt) }] as const]),
    ...(closesAt === null ? [] : [['desk-carer.hoursUntil', { until: time(closesAt) }] as const]),
    ...(known ? [] : [['person.noHours'] as const]),
  ];
  const sooner = whoAnswersSooner({ content, story, area, now });
  return [
    [`desk-carer.nobodyComes.${why}`],
    ...hours,
    ...(sooner ? [sooner] : []),
    ['desk-carer.callInstead'],
  ];
}
