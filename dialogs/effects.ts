import { noDiaryChange, type DiaryChange } from './booking/booking.js';
import type { Finding } from './finding.js';
import type { Sender } from './referral/sender.js';
import type { Contact, Consent, Story } from './story/story.js';

/** A referral, whole, as the receiving service will read it. */
export interface Referral {
  id: string;
  /** Short, unambiguous, for saying over the phone. */
  reference: string;
  area: string;
  /** Id of the service that receives it. */
  service: string;
  /** Id of the service that it is then passed on to, where the pathway says so. */
  onward: string | null;
  /** `refer` passes the story on; `call-back` also asks for a call at `contact.bestTime`. */
  kind: 'refer' | 'call-back';
  /** True when the needs may go beyond advice, so that an assessment may be needed. */
  beyondAdvice: boolean;
  /** Ids of the services that would then assess them. */
  assessedBy: string[];
  story: Story;
  contact: Contact;
  consent: Consent;
  /** What the adviser who passed it on writes to the service. */
  note?: string;
  /** Who wrote it, when that is not the carer: then they say that the carer has agreed. */
  sender?: Sender;
  /** ISO 8601. */
  createdAt: string;
  /** Reference of the referral that this one came from, when somebody passed that on. */
  followsOn?: string;
}

/** Why a conversation needs an adviser. */
export type AttentionLevel = 'danger' | 'urgent' | 'wants-person';
/** One reason, by the person's own words or by what became of a referral. */
export interface AttentionReason {
  /** ISO 8601. */
  at: string;
  words: string;
  finding: Finding | null;
  /** A referral is back with the advisers: nobody answered in time, it was declined, or another service should have it. */
  referral?: { reference: string; service: string; why: 'unanswered' | 'declined' | 'redirected' };
}

export interface Attention {
  level: AttentionLevel;
  reasons: AttentionReason[];
}

/** What is done by itself at a time. `dueAt` is ISO 8601. */
export type LaterKind = 'check-in' | 'newsletter-asked' | 'newsletter-confirmed' | 'newsletter-stopped';

/** Everything a turn caused besides its replies; committed with it or not at all. */
export interface Effects {
  referrals: Referral[];
  /** Answers to being asked whether the story may be passed on. */
  consents: Consent[];
  attention: Attention | null;
  /** References of the referrals that the person no longer agrees to. */
  withdrawn: string[];
  /** They ask how long until an adviser answers: what only the queue knows is added to what we say. */
  asksWait: boolean;
  /** Places that are taken and given back. */
  diary: DiaryChange;
  /** What they agreed to hear from us later. */
  later: { kind: LaterKind; dueAt: string }[];
  /** What they have stopped of it. */
  notLater: LaterKind[];
  /** The person asked us to forget the conversation. */
  erase: boolean;
}

/** From the one that waits longest to the gravest. */
export const attentionLevels: readonly AttentionLevel[] = ['wants-person', 'urgent', 'danger'];

/** Both together: the graver level stands, and every reason is kept. */
export function joinAttention(one: Attention | null, other: Attention): Attention {
  if (!one) return other;
  const graver = attentionLevels.indexOf(one.level) >= attentionLevels.indexOf(other.level) ? one : other;
  return { level: graver.level, reasons: [...one.reasons, ...other.reasons] };
}

/** Nothing happened yet. */
export function noEffects(): Effects {
  return {
    referrals: [],
    consents: [],
    attention: null,
    withdrawn: [],
    asksWait: false,
    diary: noDiaryChange(),
    later: [],
    notLater: [],
    erase: false,
  };
}
