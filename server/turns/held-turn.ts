import { newState, readState } from '../../bot/turn/conversation-state.js';
import type { KeptState } from '../../bot/turn/conversation-state.js';
import type { Area } from '../../content/schema/area.js';
import type { Content } from '../../content/load.js';
import type { Attention } from '../../dialogs/effects.js';
import type { Heard, Ids } from '../../dialogs/scene.js';
import { voiceOf } from '../../dialogs/scene.js';
import { dangers } from '../../dialogs/safety/notice.js';
import { tell, type Sentence } from '../desk/floor/notices.js';
import { owedTimer } from '../desk/floor/times.js';
import type { ConversationRecord, TurnCommit } from '../store/store.js';
import type { DeskState } from '../store/desk.js';
import { frameCommit, saidEntry, type TurnFrame } from './turn-commit.js';

/** A conversation that an adviser holds. */
export type HeldRecord = ConversationRecord & { desk: DeskState };

/**
 * A message to an adviser: kept, screened and told to them; no dialog runs and nothing of the story changes. One thing
 * is answered all the same, for it is the person's right whoever has the floor: to have everything deleted.
 */
export function heldCommit(
  { content, ids }: { content: Content; ids: Ids },
  frame: TurnFrame,
  record: HeldRecord,
  area: Area,
  { findings, understanding }: Pick<Heard, 'findings' | 'understanding'>,
): TurnCommit {
  const state = readState(record.state);
  const commit = frameCommit(frame, state);
  const listener = {
    conversationId: record.id,
    channel: record.channel,
    address: record.address,
    area,
    voice: voiceOf(state),
    at: frame.at,
  };
  const tellThem = (...sentences: Sentence[]) => tell(content, ids, listener, sentences);
  const heard = [
    ...saidEntry(frame.inbound),
    ...(findings.length > 0 ? [{ kind: 'screened' as const, findings }] : []),
  ];
  const found = dangers(findings);
  if (found.length === 0 && record.desk.deleting && understanding.yesNo === 'yes') {
    const told = tellThem(['manage.deleted']);
    return {
      ...commit,
      conversation: { ...commit.conversation, state: afresh(state) },
      journal: [...heard, { kind: 'erased' }, ...told.journal],
      outbox: told.outbox,
      erase: true,
    };
  }
  const deleting = found.length === 0 && understanding.command === 'delete';
  const told = deleting
    ? tellThem(['manage.delete'])
    : record.desk.deleting
      ? tellThem(['manage.kept'])
      : null;
  const owedSince = record.desk.owedSince ?? frame.at;
  return {
    ...commit,
    journal: [...heard, ...(told?.journal ?? [])],
    outbox: told?.outbox ?? [],
    attention: attentionOf(found, frame.at),
    desk: { ...record.desk, owedSince, deleting },
    timers: { set: [owedTimer(area, record.id, owedSince)], clear: [] },
  };
}

function attentionOf(found: Heard['findings'], at: string): Attention | null {
  if (found.length === 0) return null;
  return {
    level: found.some(({ response }) => response === 'emergency') ? 'danger' : 'urgent',
    reasons: found.map((finding) => ({ at, words: finding.words, finding })),
  };
}

/** Everything forgotten but the language; nobody is welcomed twice. */
function afresh({ story }: KeptState): KeptState {
  const state = newState(story.area, story.language);
  state.progress.welcomed = true;
  state.progress.languageKnown = true;
  return state;
}
