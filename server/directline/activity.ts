import type { Choice } from '../../dialogs/reply.js';
import { floorAfter, isShown } from '../turns/journal.js';
import type { JournalEntry } from '../turns/journal.js';

/** An activity as Direct Line clients receive it. */
export type DirectLineActivity = MessageActivity | ErasedActivity | FloorActivity;

interface Shown {
  id: string;
  /** ISO 8601. */
  timestamp: string;
  channelId: 'directline';
  conversation: { id: string };
}

/** All before it was forgotten: a client that shows it still should take it off the screen. */
interface ErasedActivity extends Shown {
  type: 'event';
  name: 'erased';
  from: { id: string; role: 'bot' };
  channelData: Record<string, never>;
}

/** An adviser has the floor from here on, known by this name; with null it is the bot again. */
interface FloorActivity extends Shown {
  type: 'event';
  name: 'floor';
  from: { id: string; role: 'bot' };
  value: { adviser: string | null };
  channelData: Record<string, never>;
}

interface MessageActivity extends Shown {
  type: 'message';
  from: { id: string; role: 'user' | 'bot'; name?: string };
  text: string;
  textFormat: 'plain';
  inputHint?: 'expectingInput' | 'acceptingInput';
  suggestedActions?: { to: string[]; actions: { type: 'imBack'; title: string; value: string }[] };
  channelData: SaidData | RepliedData | AdviserData | Record<string, never>;
}

/** Web Chat finds its own message in the stream by `clientActivityID`. */
interface SaidData {
  clientActivityID?: string;
}

interface RepliedData {
  asks: string | null;
  discreet: boolean;
  choices: Choice[];
}

/** Said by a person, and not by the bot. */
interface AdviserData {
  adviser: string;
}

/** The id under which the journal entry `seq` of a conversation is shown; ids of one conversation sort by it. */
export function activityId(conversationId: string, seq: number): string {
  return `${conversationId}|${String(seq).padStart(7, '0')}`;
}

/** The inbound message id for a client's own activity id: scoped, so that two conversations never share one. */
export function scopedMessageId(conversationId: string, clientActivityID: string): string {
  return `${conversationId}:${clientActivityID}`;
}

/** The activity that shows a journal entry, or null for an entry that the person does not see. */
export function activityOf(conversationId: string, entry: JournalEntry): DirectLineActivity | null {
  const common = {
    id: activityId(conversationId, entry.seq),
    timestamp: entry.at,
    channelId: 'directline',
    conversation: { id: conversationId },
  } as const;
  const bot = { id: 'fingerpost', role: 'bot' } as const;
  if (entry.kind === 'erased')
    return { ...common, type: 'event', name: 'erased', from: bot, channelData: {} };
  const adviser = floorAfter(entry);
  if (adviser !== undefined)
    return { ...common, type: 'event', name: 'floor', from: bot, value: { adviser }, channelData: {} };
  if (!isShown(entry)) return null;
  const shown = { ...common, type: 'message', text: entry.text, textFormat: 'plain' } as const;
  if (entry.kind === 'said') {
    const from = { id: 'user', role: 'user' } as const;
    return { ...shown, from, channelData: saidData(conversationId, entry.messageId) };
  }
  if (entry.kind === 'notice') return { ...shown, from: bot, channelData: {} };
  if (entry.kind === 'adviser-said') {
    // Clients know two roles: whoever is not the user is shown on the bot's side, by their name.
    const from = { id: 'adviser', role: 'bot', name: entry.shownAs } as const;
    return { ...shown, from, inputHint: 'expectingInput', channelData: { adviser: entry.shownAs } };
  }
  const { asks, discreet, choices } = entry;
  return {
    ...shown,
    from: bot,
    inputHint: asks === null ? 'acceptingInput' : 'expectingInput',
    ...(choices.length > 0 && { suggestedActions: suggestedActions(choices) }),
    channelData: { asks, discreet, choices },
  };
}

/** An adviser is writing: seen now or never, so it has an id of its own beside those of the journal. */
export function typingActivity(conversationId: string, name: string, now: Date): object {
  return {
    type: 'typing',
    id: `${conversationId}|typing-${now.getTime()}`,
    timestamp: now.toISOString(),
    channelId: 'directline',
    conversation: { id: conversationId },
    from: { id: 'adviser', role: 'bot', name },
  };
}

function saidData(conversationId: string, messageId: string): SaidData {
  const scope = scopedMessageId(conversationId, '');
  return messageId.startsWith(scope) ? { clientActivityID: messageId.slice(scope.length) } : {};
}

function suggestedActions(choices: Choice[]): MessageActivity['suggestedActions'] {
  return { to: [], actions: choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })) };
}
