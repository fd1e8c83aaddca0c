import type { Attention, Referral } from '../../../dialogs/effects.js';
import { newStory } from '../../../dialogs/story/story.js';
import type { MessagePayload, NewOutboxItem } from '../../../server/store/outbox.js';
import type { CommitResult, ConversationRecord, Store, TurnCommit } from '../../../server/store/store.js';
import type { NewJournalEntry } from '../../../server/turns/journal.js';

/** Minutes after a fixed midnight. */
export function minute(minutes: number): Date {
  return new Date(Date.UTC(2026, 10, 22) + minutes * 60_000);
}

export function said(messageId: string, text = 'I look after my mum'): NewJournalEntry {
  return { kind: 'said', messageId, text, media: 0 };
}

export function replied(text: string): NewJournalEntry {
  return { kind: 'replied', text, choices: [], asks: null, discreet: false };
}

export function message(
  id: string,
  over: Partial<NewOutboxItem> & { text?: string; to?: string } = {},
): NewOutboxItem {
  const { text = `Text of ${id}`, to = '+447700900001', ...rest } = over;
  const payload: MessagePayload = { kind: 'message', channel: 'sms', to, text };
  return { id, lane: 'lane', dueAt: minute(0).toISOString(), payload, ...rest };
}

export function attention(level: Attention['level'], words: string): Attention {
  return { level, reasons: [{ at: minute(0).toISOString(), words, finding: null }] };
}

export function referral(id: string, over: Partial<Referral> = {}): Referral {
  return {
    id,
    reference: `REF-${id}`,
    area: 'vale-of-glamorgan',
    service: 'unpaid-carers-hub',
    onward: null,
    kind: 'refer',
    beyondAdvice: false,
    assessedBy: [],
    story: newStory('vale-of-glamorgan', 'en'),
    contact: { name: 'Bethan' },
    consent: {
      given: true,
      at: minute(0).toISOString(),
      wording: 'Share it?',
      services: ['unpaid-carers-hub'],
    },
    createdAt: minute(0).toISOString(),
    ...over,
  };
}

type TurnParts = Partial<Omit<TurnCommit, 'conversation'>> & {
  conversation?: Partial<TurnCommit['conversation']>;
};

/** A turn of a web conversation that brings nothing but what is given. */
export function turn(id: string, { conversation, ...over }: TurnParts = {}): TurnCommit {
  return {
    conversation: {
      id,
      area: 'vale-of-glamorgan',
      channel: 'web',
      address: null,
      state: 'one',
      lastInboundAt: null,
      ...conversation,
    },
    expectedVersion: 0,
    messageId: null,
    at: minute(0).toISOString(),
    journal: [],
    outbox: [],
    referrals: [],
    attention: null,
    optOut: null,
    erase: false,
    ...over,
  };
}

/** Commits the turn on whatever version the conversation has, and expects it to be kept. */
export async function commitNext(
  store: Store,
  next: TurnCommit,
): Promise<CommitResult & { outcome: 'committed' }> {
  const current = await store.load(next.conversation.id);
  const result = await store.commit({ ...next, expectedVersion: current?.version ?? 0 });
  if (result.outcome !== 'committed') throw new Error(`The commit was a ${result.outcome}.`);
  return result;
}

/** The error that a promise rejects with. */
export async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It did not reject with an error.');
}

export async function loaded(store: Store, id: string): Promise<ConversationRecord> {
  const record = await store.load(id);
  if (!record) throw new Error(`There is no conversation ${id}.`);
  return record;
}
