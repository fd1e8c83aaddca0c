import { diaryCommit } from '../booking/diary-commit.js';
import { renderFor } from '../../bot/channels/render-for.js';
import type { Channel } from '../../bot/turn/channel.js';
import type { TurnOutcome } from '../../bot/turn/bot.js';
import type { ChannelMessage } from '../../bot/channels/message.js';
import type { Effects, LaterKind } from '../../dialogs/effects.js';
import type { Ids } from '../../dialogs/scene.js';
import type { Area } from '../../content/schema/area.js';
import type { Dispatch } from '../referral/dispatch.js';
import type { NewOutboxItem } from '../store/outbox.js';
import type { ConversationRecord, TurnCommit } from '../store/store.js';
import { joinTimers, type NewTimer } from '../store/timers.js';
import type { NewJournalEntry } from './journal.js';
import type { Inbound } from './turns.js';

/** Where a turn happened and what came in. */
export interface TurnFrame {
  id: string;
  area: string;
  channel: Channel;
  address: string | null;
  expectedVersion: number;
  lastInboundAt: string | null;
  inbound: Inbound | null;
  at: string;
}

/** Turns what a turn came to into the one commit that holds all of it. */
export function turnCommit(
  frame: TurnFrame,
  outcome: TurnOutcome,
  ids: Ids,
  dispatch: Dispatch,
  area: Area,
): TurnCommit {
  const { effects, messages } = outcome;
  const sent = effects.referrals.map((referral) => dispatch.send(referral, frame.id, area));
  const places = diaryCommit(effects.diary, frame, area.timeZone);
  const timers = joinTimers(places.timers, {
    set: [...sent.flatMap((each) => each.timers), ...laterTimers(frame.id, effects)],
    clear: effects.notLater.map((kind) => laterTimerId(kind, frame.id)),
  });
  const replies = messages.map((message) => repliedEntry(frame.channel, message));
  return {
    ...frameCommit(frame, outcome.state),
    ...(places.diary && { diary: places.diary }),
    journal: [
      ...saidEntry(frame.inbound),
      ...(outcome.findings.length > 0 ? [{ kind: 'screened' as const, findings: outcome.findings }] : []),
      ...effects.consents.map(({ given, wording, services }) => ({
        kind: 'consented' as const,
        given,
        wording,
        services,
      })),
      ...effects.referrals.map(({ reference, service }) => ({
        kind: 'referred' as const,
        reference,
        service,
      })),
      ...places.journal,
      ...(effects.attention?.level === 'wants-person'
        ? [{ kind: 'asked-for-person' as const, words: effects.attention.reasons[0]?.words ?? '' }]
        : []),
      ...(effects.erase ? [{ kind: 'erased' as const }] : []),
      ...replies,
    ],
    outbox: [
      ...replies.flatMap(({ text }) => phoneItem(frame, text, ids)),
      ...sent.flatMap(({ outbox }) => outbox),
    ],
    referrals: effects.referrals,
    standings: sent.flatMap(({ standings }) => standings),
    ...(timers.set.length + timers.clear.length > 0 && { timers }),
    attention: effects.attention,
    erase: effects.erase,
  };
}

/** A commit for words that the provider answers itself, such as STOP: journalled and kept, never answered by us. */
export function optOutCommit(frame: TurnFrame, state: string, optOut: 'stop' | 'start' | 'help'): TurnCommit {
  const entry: Record<typeof optOut, NewJournalEntry[]> = {
    stop: [{ kind: 'stopped' }],
    start: [{ kind: 'started' }],
    help: [],
  };
  return {
    ...frameCommit(frame, state),
    journal: [...saidEntry(frame.inbound), ...entry[optOut]],
    optOut: optOut === 'help' ? null : optOut === 'stop',
    // Who says stop to texts has stopped the newsletter too, and does not get it back by saying start.
    ...(optOut === 'stop' && { timers: { set: [stopsNewsletter(frame.id, frame.at)], clear: [] } }),
  };
}

/** The timer that ends every newsletter of somebody. */
export function stopsNewsletter(conversationId: string, at: string): NewTimer {
  const kind = 'newsletter-stopped';
  return { id: laterTimerId(kind, conversationId), kind, conversationId, dueAt: at, payload: {} };
}

/** What something besides a turn changes of a conversation; what it leaves out stays as it is. */
export type Amendment = Partial<
  Omit<TurnCommit, 'conversation' | 'expectedVersion' | 'messageId' | 'at' | 'optOut' | 'erase' | 'audit'>
>;

/** A conversation as it was found, on which a turn is run. */
export function frameOf(record: ConversationRecord): Omit<TurnFrame, 'inbound' | 'at'> {
  const { id, area, channel, address, version, lastInboundAt } = record;
  return { id, area, channel, address, expectedVersion: version, lastInboundAt };
}

/** The commit that every turn of `frame` begins with: the message seen and the state kept. */
export function frameCommit(
  { id, area, channel, address, expectedVersion, lastInboundAt, inbound, at }: TurnFrame,
  state: string,
): TurnCommit {
  return {
    conversation: { id, area, channel, address, state, lastInboundAt: inbound ? at : lastInboundAt },
    expectedVersion,
    messageId: inbound?.messageId ?? null,
    at,
    journal: [],
    outbox: [],
    referrals: [],
    attention: null,
    optOut: null,
    erase: false,
  };
}

/** The journal entry of what came in. */
export function saidEntry(inbound: Inbound | null): NewJournalEntry[] {
  if (!inbound) return [];
  const { messageId, text, media } = inbound;
  return [{ kind: 'said', messageId, text, media }];
}

/** The journal entry of what the bot said, as its channel shows it. */
export function repliedEntry(channel: Channel, message: ChannelMessage) {
  const { choices, asks, discreet } = message;
  return { kind: 'replied' as const, text: renderFor(channel, message), choices, asks, discreet };
}

/** What the person agreed to hear later: one timer of its kind for the conversation. */
function laterTimers(conversationId: string, { later }: Effects): NewTimer[] {
  return later.map(({ kind, dueAt }) => ({
    id: laterTimerId(kind, conversationId),
    kind,
    conversationId,
    dueAt,
    payload: {},
  }));
}

function laterTimerId(kind: LaterKind, conversationId: string): string {
  return `${kind}:${conversationId}`;
}

/** A reply to a phone or through the connector goes by the outbox; the web reads its replies in the journal. */
export function phoneItem(
  { id, channel, address, at }: Pick<TurnFrame, 'id' | 'channel' | 'address' | 'at'>,
  text: string,
  ids: Ids,
): NewOutboxItem[] {
  if (channel === 'web' || address === null) return [];
  return [
    { id: ids.unique(), lane: id, dueAt: at, payload: { kind: 'message', channel, to: address, text } },
  ];
}
