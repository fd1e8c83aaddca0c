import type { TurnCommit } from '../store/store.js';

type Said = Pick<TurnCommit, 'journal' | 'outbox'>;

/** Adds what the service tells to what the bot says: a question stays the last thing, with its choices below it. */
export function beforeQuestion({ journal, outbox }: Said, told: Said): Said {
  const lastReply = journal.findLastIndex(({ kind }) => kind === 'replied');
  const reply = journal[lastReply];
  const isQuestion = reply?.kind === 'replied' && reply.asks !== null;
  // On a phone each reply is one message, in the same order; emails come after them.
  const lastMessage = outbox.findLastIndex(({ payload }) => payload.kind === 'message');
  const later = isQuestion ? 0 : 1;
  return {
    journal: journal.toSpliced(lastReply + later, 0, ...told.journal),
    outbox: outbox.toSpliced(Math.max(0, lastMessage + later), 0, ...told.outbox),
  };
}
