import type { ReferralStatus } from '../../dialogs/referral/standing.js';
import type { By } from '../turns/journal.js';
import type { OutboxState } from './outbox.js';

/** Where a referral stands. The referral itself never changes; this is written whole whenever something becomes of it. */
export interface ReferralStanding {
  /** Of the referral it belongs to. */
  reference: string;
  /** The area whose desk answers for it. */
  area: string;
  /** Id of the service that receives it. */
  service: string;
  /** Id of the partner or carers officer of the area at whose own desk it stands; null when it stands at none. */
  party: string | null;
  status: ReferralStatus;
  /** ISO 8601; when the status changed last. */
  changedAt: string;
  /** Who changed it, as colleagues know them; null when it was nobody at a desk. */
  by: By | null;
  /** What the receiver gave as a reason; null when there is none. */
  reason: string | null;
  /** Where it went on to, once it is redirected; `reference` is null until it has been passed on there. */
  onTo: { service: string; reference: string | null } | null;
  /** The outbox item that takes it to the service; null when nothing has to leave. */
  item: string | null;
  /** The hash of the one-time link by which it can be answered; null when it can no longer be. */
  link: { hash: string; expiresAt: string } | null;
}

/** A standing as it is read, with what only the store knows. */
export interface ReferralRecord extends ReferralStanding {
  conversationId: string;
  /** How far `item` has come; null when there is none, or it was erased before it left. */
  delivery: { state: OutboxState; attempts: number } | null;
}

/** What came of a proportionate assessment or a review. */
export const assessmentOutcomes = [
  'advice-enough',
  'support-in-community',
  'needs-carers-officer',
  'declined',
] as const;
export type AssessmentOutcome = (typeof assessmentOutcomes)[number];
export const assessmentKinds = ['assessment', 'review'] as const;
export type AssessmentKind = (typeof assessmentKinds)[number];

/** A proportionate assessment or a review, as an adviser recorded it. Never changed; a correction is a new one. */
export interface Assessment {
  id: string;
  /** Of the referral it was made on. */
  reference: string;
  area: string;
  /** Whose adviser made it: the id of a partner or a carers officer. */
  party: string;
  kind: AssessmentKind;
  outcome: AssessmentOutcome;
  /** ISO 8601. */
  at: string;
  by: By;
  /** What was written, by the names of the parts of the form. */
  written: Record<string, string>;
  /** What the carer said to what is written, and how they were asked. */
  agreement: { answer: 'agreed' | 'agreed-in-part' | 'not-agreed' | 'not-asked'; comment: string };
}

/** How many referrals of one service stand where. */
export interface StandingCount {
  service: string;
  party: string | null;
  status: ReferralStatus;
  count: number;
}

/** How many assessments of one kind a party has recorded, by what came of them. */
export interface AssessmentCount {
  party: string;
  kind: AssessmentKind;
  outcome: AssessmentOutcome;
  count: number;
}

/** What became of referrals. It is written by turns alone, and goes when the referral goes. */
export interface ReferralStore {
  find(reference: string): Promise<ReferralRecord | null>;
  /** In the order in which the referrals were made. */
  ofConversation(conversationId: string): Promise<ReferralRecord[]>;
  /** The one whose link has this hash; also when the link's time is over. */
  byLink(hash: string): Promise<ReferralRecord | null>;
  /** Those that stand at a party's desk, the ones that changed last first. */
  ofParty(area: string, party: string, limit: number): Promise<ReferralRecord[]>;
  /** Of the standings of an area that changed at `since` or later. */
  counts(area: string, since: Date): Promise<StandingCount[]>;
  /** Of one referral, oldest first. */
  assessments(reference: string): Promise<Assessment[]>;
  /** Of the assessments of an area made at `since` or later. */
  assessmentCounts(area: string, since: Date): Promise<AssessmentCount[]>;
}
