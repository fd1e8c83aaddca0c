import type { Choice } from '../../dialogs/reply.js';
import type { Finding } from '../../dialogs/finding.js';

/** One thing that happened in a conversation, in order, never changed afterwards. */
export type NewJournalEntry =
  | { kind: 'said'; messageId: string; text: string; media: number }
  | { kind: 'replied'; text: string; choices: Choice[]; asks: string | null; discreet: boolean }
  | { kind: 'screened'; findings: Finding[] }
  | { kind: 'asked-for-person'; words: string }
  | { kind: 'consented'; given: boolean; wording: string; services: string[] }
  | { kind: 'referred'; reference: string; service: string }
  | { kind: 'stopped' }
  | { kind: 'started' }
  | { kind: 'erased' };

/** `seq` counts from 1 in each conversation and has no gaps but those an erasure leaves at the front. `at` is ISO 8601. */
export type JournalEntry = NewJournalEntry & { seq: number; at: string };
