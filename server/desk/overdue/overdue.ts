import { readState } from '../../../bot/turn/conversation-state.js';
import type { Content } from '../../../content/load.js';
import { voiceOf } from '../../../dialogs/scene.js';
import type { Ids } from '../../../dialogs/scene.js';
import type { Area } from '../../../content/schema/area.js';
import type { ConversationRecord, Store, TurnCommit } from '../../store/store.js';
import type { DeskState } from '../../store/desk.js';
import type { LentTimer } from '../../timers/timer-worker.js';
import type { LiveUpdates } from '../../turns/live.js';
import type { Listener } from '../floor/notices.js';
import type { DutyList } from './alert.js';

export interface OverdueParts {
  store: Store;
  content: Content;
  live: LiveUpdates;
  ids: Ids;
  clock: () => Date;
  duty: DutyList;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
  wakeOutbox: () => void;
}

/** A conversation that a timer is about. */
export interface Overdue {
  record: ConversationRecord & { desk: DeskState | null };
  area: Area;
  listener: Listener;
  at: string;
}

type Parts = Pick<TurnCommit, 'journal' | 'outbox' | 'desk' | 'timers' | 'diary'> & {
  /** For the store to keep. */
  state?: string;
  /** Where the conversation goes on, when that is not where it was held. */
  moveTo?: Pick<ConversationRecord, 'channel' | 'address'>;
};

const mostReruns = 50;

/**
 * Does what a timer is for in one commit that holds only while the timer is lent to us, so that it is done once though
 * the process dies at any instruction. `decide` returns null when there is nothing to do any more.
 */
export async function actOn(
  parts: OverdueParts,
  timer: LentTimer,
  conversationId: string,
  act: string,
  decide: (overdue: Overdue) => Promise<Parts | null> | Parts | null,
): Promise<void> {
  const { store, content, live, clock, wakeOutbox } = parts;
  for (let attempt = 0; attempt < mostReruns; attempt += 1) {
    const record = await store.load(conversationId);
    const area = record && content.areas.get(record.area);
    if (!record || !area) return;
    const at = clock().toISOString();
    const { id, channel, address, state, lastInboundAt } = record;
    const listener = { conversationId: id, channel, address, area, voice: voiceOf(readState(state)), at };
    const decided = await decide({ record, area, listener, at });
    if (!decided) return;
    const { state: after = state, moveTo = { channel, address }, ...changes } = decided;
    const result = await store.commit({
      ...changes,
      conversation: { id, area: area.id, ...moveTo, state: after, lastInboundAt },
      expectedVersion: record.version,
      messageId: null,
      at,
      referrals: [],
      attention: null,
      optOut: null,
      erase: false,
      audit: [{ at, adviser: 'timer', name: '', area: area.id, act, conversationId: id }],
      guard: { timer: { id: timer.id, worker: timer.worker } },
    });
    const gone = result.outcome === 'refused' && result.guard === 'place';
    if (result.outcome === 'conflict' || gone) continue;
    if (result.outcome === 'committed') {
      live.publish(id);
      live.publishArea(area.id);
      wakeOutbox();
    }
    return;
  }
  throw new Error('The conversation changed at every attempt to act on its timer.');
}
