import type { Store } from '../store/store.js';
import type { DirectLineActivity } from './activity.js';
import { activityOf } from './activity.js';

/** Journal entries read at a time, whether they are shown or not. */
const pageSize = 50;

/** A piece of a conversation as the person sees it. */
export interface TranscriptPage {
  activities: DirectLineActivity[];
  /** Journal seq up to which this page has read: where the next one starts. */
  watermark: number;
  /** Nothing was left to read after this page. */
  last: boolean;
}

/** Reads what is shown of a conversation after the journal seq `after`, oldest first, one bounded page at a time. */
export async function readTranscript(
  store: Pick<Store, 'journal'>,
  conversationId: string,
  after: number,
): Promise<TranscriptPage> {
  const entries = await store.journal(conversationId, after, pageSize);
  return {
    activities: entries.flatMap((entry) => activityOf(conversationId, entry) ?? []),
    watermark: entries.at(-1)?.seq ?? after,
    last: entries.length < pageSize,
  };
}
