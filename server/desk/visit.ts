import type { Request, Response } from 'express';
import type { ReferralRecord } from '../store/referrals.js';
import type { ConversationRecord } from '../store/store.js';
import type { Adviser } from './adviser.js';
import type { Right } from './rights.js';

/** What a route is about, and so where the right is looked for. */
export type Scope = 'desk' | 'area' | 'conversation' | 'party' | 'referral';

/** What somebody needs to be let in to a route. Every route of the desk declares one. */
export interface Need<S extends Scope = Scope> {
  right: Right;
  scope: S;
}

/** The right in any area at all. The route shows nothing beyond `visit.areas`. */
export function needs(right: Right): Need<'desk'> {
  return { right, scope: 'desk' };
}

/** The right in the area that the path names as `:area`. */
export function needsInArea(right: Right): Need<'area'> {
  return { right, scope: 'area' };
}

/** The right in the area of the conversation that the path names as `:conversation`, as it is kept, not as it is asked for. */
export function needsForConversation(right: Right): Need<'conversation'> {
  return { right, scope: 'conversation' };
}

/** The right at the desk of the partner or carers officer that the path names as `:area` and `:party`. */
export function needsAtParty(right: Right): Need<'party'> {
  return { right, scope: 'party' };
}

/** The right at such a desk, and the referral that the path names as `:referral` stands there, as it is kept. */
export function needsForReferral(right: Right): Need<'referral'> {
  return { right, scope: 'referral' };
}

/** An adviser at a route, let in. */
export interface Visit {
  adviser: Adviser;
  /** Every area in which they have the right that the route needs; never empty. */
  areas: readonly string[];
  /** For the field `csrf` of every form, or the header `x-csrf-token`. */
  csrf: string;
  /** Whether they are still signed in; asking does not keep them so. A stream asks every few seconds, and ends. */
  goesOn: () => Promise<boolean>;
}

export interface AreaVisit extends Visit {
  area: string;
}

export interface ConversationVisit extends Visit {
  /** As it was loaded to check its area. */
  conversation: ConversationRecord;
}

export interface PartyVisit extends AreaVisit {
  /** Id of a partner or a carers officer of the area. */
  party: string;
}

export interface ReferralVisit extends PartyVisit {
  /** As it was loaded to check whose it is. */
  record: ReferralRecord;
}

export interface Visits {
  desk: Visit;
  area: AreaVisit;
  conversation: ConversationVisit;
  party: PartyVisit;
  referral: ReferralVisit;
}

/** What a route does for somebody who has been let in. */
export type Serve<S extends Scope> = (
  visit: Visits[S],
  request: Request,
  response: Response,
) => void | Promise<void>;
