import type { ReferralStore } from '../referrals.js';
import type { Read } from './desk-store.js';
import type { Tables } from './tables.js';
import { validMilliseconds } from '../time.js';

/** The part of the store that tells what became of referrals. */
export function referralStore({ standings, assessments }: Tables, read: Read): ReferralStore {
  return {
    find: (reference) => read(() => standings.find(reference)),
    ofConversation: (id) => read(() => standings.ofConversation(id)),
    byLink: (hash) => read(() => standings.byLink(hash)),
    ofParty: (area, party, limit) => read(() => standings.ofParty(area, party, limit)),
    counts: (area, since) => read(() => standings.counts(area, validMilliseconds(since))),
    assessments: (reference) => read(() => assessments.of(reference)),
    assessmentCounts: (area, since) => read(() => assessments.counts(area, validMilliseconds(since))),
  };
}
