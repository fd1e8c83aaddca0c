import type { Referral } from '../../dialogs/effects.js';
import type { ReferralRecord, ReferralStanding } from '../store/referrals.js';
import type { TurnCommit } from '../store/store.js';
import { joinTimers } from '../store/timers.js';
import { unansweredTimerId, type Dispatch } from './dispatch.js';
import { hasLeft } from './news.js';

/** The referrals of a conversation, each with where it stands. */
export interface KnownReferrals {
  records: readonly ReferralRecord[];
  referrals: readonly Referral[];
}

/** A commit with what it means for referrals that the person withdrew some of them, or had the conversation erased. */
export function withReferralsStopped(
  commit: TurnCommit,
  dispatch: Dispatch,
  known: KnownReferrals,
  { withdrawn: references }: { withdrawn: readonly string[] },
): TurnCommit {
  if (commit.erase) return joined(commit, forgetReferrals(dispatch, known, commit.at));
  return references.length === 0
    ? commit
    : joined(commit, stopReferrals(dispatch, known, references, commit.at));
}

function joined(commit: TurnCommit, parts: Partial<Parts>): TurnCommit {
  const { journal = [], outbox = [], standings = [], timers, guard } = parts;
  return {
    ...commit,
    journal: [...commit.journal, ...journal],
    outbox: [...commit.outbox, ...outbox],
    standings: [...(commit.standings ?? []), ...standings],
    ...(timers && { timers: joinTimers(commit.timers, timers) }),
    ...(guard && { guard: { ...commit.guard, ...guard } }),
  };
}

type Parts = Required<Pick<TurnCommit, 'standings' | 'outbox' | 'timers' | 'journal' | 'guard'>>;

/** What stops referrals. The commit holds only while what is told as never sent was never lent to a sender. */
function stopReferrals(
  dispatch: Dispatch,
  known: KnownReferrals,
  references: readonly string[],
  at: string,
): Parts {
  const records = known.records.filter(({ reference }) => references.includes(reference));
  return {
    standings: records.map((record) => withdrawn(record, at)),
    outbox: stopNotices(dispatch, known, records, at),
    timers: { set: [], clear: references.map(unansweredTimerId) },
    journal: records.map(({ reference, service }) => ({ kind: 'withdrawn', reference, service })),
    guard: neverLent(records),
  };
}

/**
 * What follows for referrals when their conversation is erased: what had not left never will, and is withdrawn; a notice
 * to stop, which may have been erased before it left, is sent again.
 */
function forgetReferrals(
  dispatch: Dispatch,
  known: KnownReferrals,
  at: string,
): Pick<Parts, 'standings' | 'outbox' | 'guard'> {
  const { records } = known;
  const unsent = records.filter((record) => record.status !== 'withdrawn' && !hasLeft(record));
  const stopping = records.filter(({ status }) => status === 'withdrawn');
  return {
    standings: unsent.map((record) => withdrawn(record, at)),
    outbox: stopNotices(dispatch, known, stopping, at),
    guard: neverLent(unsent),
  };
}

function neverLent(records: readonly ReferralRecord[]): Parts['guard'] {
  return {
    unsent: records.flatMap(({ item, delivery }) => (item && delivery?.attempts === 0 ? [item] : [])),
  };
}

/** A standing with another status, as the store takes it. */
export function moved(record: ReferralRecord, change: Partial<ReferralStanding>): ReferralStanding {
  const { reference, area, service, party, status, changedAt, by, reason, onTo, item, link } = record;
  return { reference, area, service, party, status, changedAt, by, reason, onTo, item, link, ...change };
}

function withdrawn(record: ReferralRecord, at: string): ReferralStanding {
  return moved(record, { status: 'withdrawn', changedAt: at, by: null, link: null });
}

function stopNotices(
  dispatch: Dispatch,
  { referrals }: KnownReferrals,
  records: readonly ReferralRecord[],
  at: string,
): Parts['outbox'] {
  const sent = records.filter((record) => record.item !== null && hasLeft(record));
  return sent.flatMap(({ reference }) => {
    const referral = referrals.find((each) => each.reference === reference);
    return referral ? [dispatch.stop(referral, at)] : [];
  });
}
