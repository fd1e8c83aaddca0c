import { newState, readState, writeState } from '../../bot/turn/conversation-state.js';
import type { KeptState } from '../../bot/turn/conversation-state.js';
import type { Area } from '../../content/schema/area.js';
import type { Content } from '../../content/load.js';
import type { Heard, Ids } from '../../dialogs/scene.js';
import { voiceOf } from '../../dialogs/scene.js';
import { attentionFor, dangers } from '../../dialogs/safety/attention.js';
import { tell, type Sentence } from '../desk/floor/notices.js';
import { owedTimer } from '../desk/floor/times.js';
import type { Dispatch } from '../referral/dispatch.js';
import { stoppedSentence } from '../referral/tell-carer.js';
import { withReferralsStopped, type KnownReferrals } from '../referral/withdraw.js';
import type { ConversationRecord, TurnCommit } from '../store/store.js';
import type { DeskState } from '../store/desk.js';
import { frameCommit, saidEntry, stopsNewsletter, type TurnFrame } from './turn-commit.js';

/** A conversation that an adviser holds. */
export type HeldRecord = ConversationRecord & { desk: DeskState };

/**
 * A message to an adviser: kept, screened and told to them; no dialog runs and nothing of the story changes. Two things
 * are done all the same, for they are the person's right whoever has the floor: to have everything deleted, and to have
 * what was passed on stopped.
 */
export function heldCommit(
  { content, ids, dispatch }: { content: Content; ids: Ids; dispatch: Dispatch },
  frame: TurnFrame,
  record: HeldRecord,
  area: Area,
  { findings, understanding }: Pick<Heard, 'findings' | 'understanding'>,
  known: KnownReferrals,
): TurnCommit {
  const state = readState(record.state);
  const commit = frameCommit(frame, record.state);
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
    const erased: TurnCommit = {
      ...commit,
      conversation: { ...commit.conversation, state: writeState(afresh(state)) },
      journal: [...heard, { kind: 'erased' }, ...told.journal],
      outbox: told.outbox,
      timers: { set: [stopsNewsletter(record.id, frame.at)], clear: [] },
      erase: true,
    };
    return withReferralsStopped(erased, dispatch, known, { withdrawn: [] });
  }
  const deleting = found.length === 0 && understanding.command === 'delete';
  const open = known.records.filter(({ status }) => status !== 'withdrawn');
  const withdrawing = found.length === 0 && understanding.command === 'withdraw' ? open : [];
  if (withdrawing.length > 0) noteRefusal(content, state, frame.at);
  const told = deleting
    ? tellThem(['manage.delete'])
    : withdrawing.length > 0
      ? tellThem(...withdrawing.map((each) => stoppedSentence(content, each, state.story.language)))
      : record.desk.deleting
        ? tellThem(['manage.kept'])
        : null;
  const owedSince = record.desk.owedSince ?? frame.at;
  const answered: TurnCommit = {
    ...commit,
    conversation: { ...commit.conversation, state: writeState(state) },
    journal: [...heard, ...(told?.journal ?? [])],
    outbox: told?.outbox ?? [],
    attention: found.length === 0 ? null : attentionFor(found, frame.inbound?.text ?? '', frame.at),
    desk: { ...record.desk, owedSince, deleting },
    timers: { set: [owedTimer(area, record.id, owedSince)], clear: [] },
  };
  const withdrawn = withdrawing.map(({ reference }) => reference);
  return withReferralsStopped(answered, dispatch, known, { withdrawn });
}

/** What was agreed to before is agreed to no longer. */
function noteRefusal({ words }: Content, { story }: KeptState, at: string): void {
  const services = [...new Set(story.consents.flatMap((consent) => consent.services))];
  const wording = words.say('referral-news.refused', voiceOf({ story })).text;
  story.consents.push({ given: false, at, wording, services });
}

/** Everything forgotten but the language; nobody is welcomed twice. */
function afresh({ story }: KeptState): KeptState {
  const state = newState(story.area, story.language);
  state.progress.welcomed = true;
  state.progress.languageKnown = true;
  return state;
}
