import type { ConversationRecord, Store } from '../../store/store.js';
import type { JournalEntry } from '../../turns/journal.js';
import { deliveries, type Delivery } from './delivery.js';

/** One thing that happened, with what became of it on its way to a phone. */
export type TranscriptLine = JournalEntry & { delivery: Delivery | null };

type Reads = Pick<Store, 'journal' | 'outboxOf'>;
type Of = Pick<ConversationRecord, 'id' | 'address' | 'lastSeq'>;

const pageSize = 500;
/** Reports of texts from before so many entries have long been there. */
const recentEntries = 100;

/** Everything after the journal seq `after`, however much it is. */
export async function transcriptAfter(store: Reads, of: Of, after: number): Promise<TranscriptLine[]> {
  const entries: JournalEntry[] = [];
  let page: JournalEntry[];
  do {
    page = await store.journal(of.id, entries.at(-1)?.seq ?? after, pageSize);
    entries.push(...page);
  } while (page.length === pageSize);
  const states = await deliveriesOf(store, of, entries);
  return entries.map((entry) => ({ ...entry, delivery: states.get(entry.seq) ?? null }));
}

/** How far the newest messages have come on their way to the person's phone, by journal seq; empty on the web. */
export async function recentDeliveries(store: Reads, of: Of): Promise<Map<number, Delivery>> {
  if (of.address === null) return new Map();
  const entries = await store.journal(of.id, Math.max(0, of.lastSeq - recentEntries), pageSize);
  return deliveriesOf(store, of, entries);
}

async function deliveriesOf(
  store: Reads,
  { id, address }: Of,
  newest: readonly JournalEntry[],
): Promise<Map<number, Delivery>> {
  if (address === null || newest.length === 0) return new Map();
  return deliveries(newest, await store.outboxOf(id), address);
}
