import type { Request } from 'express';
import type { Store } from '../store/store.js';
import { areasWith, partiesOf } from './rights.js';
import type { DeskSession, DeskSessions } from './sign-in/sessions.js';
import type { SecretCookie } from './sign-in/session-cookie.js';
import type { Need, PartyVisit, Scope, Visit, Visits } from './visit.js';

/** What admission is judged by. */
export interface AdmissionParts {
  sessions: DeskSessions;
  cookie: SecretCookie;
  store: Pick<Store, 'load' | 'referrals'>;
  /** Ids of all areas. */
  areas: readonly string[];
}

/** Why somebody is not let in; `not-found` also hides what belongs to an area that is not theirs. */
export type Refusal = 'signed-out' | 'no-role' | 'no-right' | 'not-found';

export type Admission<S extends Scope> =
  | { session: DeskSession; visit: Visits[S] }
  /** The session is that of the person refused; null when they are signed out. */
  | { session: DeskSession | null; refusal: Refusal };

/** Decides who is let in to a route. Nothing that a request says is believed but its session's secret. */
export class Admissions {
  constructor(private readonly parts: AdmissionParts) {}

  async admit<S extends Scope>(request: Request, need: Need<S>): Promise<Admission<S>> {
    const { sessions, cookie, areas: all } = this.parts;
    const secret = cookie.read(request);
    const session = secret === null ? null : await sessions.find(secret);
    if (!session) return { session, refusal: 'signed-out' };
    const { adviser, csrf, key } = session;
    if (areasWith(adviser, 'see-desk', all).length === 0) return { session, refusal: 'no-role' };
    const areas = areasWith(adviser, need.right, all);
    if (areas.length === 0) return { session, refusal: 'no-right' };
    const visit: Visit = { adviser, areas, csrf, goesOn: () => sessions.goesOn(key) };
    const whole = await this.#scopes[need.scope](visit, request);
    return whole ? { session, visit: whole } : { session, refusal: 'not-found' };
  }

  readonly #scopes: { [S in Scope]: (visit: Visit, request: Request) => Promise<Visits[S] | null> } = {
    desk: (visit) => Promise.resolve(visit),
    area: (visit, request) => {
      const area = request.params['area'];
      const theirs = typeof area === 'string' && visit.areas.includes(area);
      return Promise.resolve(theirs ? { ...visit, area } : null);
    },
    conversation: async (visit, request) => {
      const id = request.params['conversation'];
      const conversation = typeof id === 'string' ? await this.parts.store.load(id) : null;
      return conversation && visit.areas.includes(conversation.area) ? { ...visit, conversation } : null;
    },
    party: (visit, request) => Promise.resolve(atParty(visit, request)),
    referral: async (visit, request) => {
      const there = atParty(visit, request);
      const reference = request.params['referral'];
      if (!there || typeof reference !== 'string') return null;
      const record = await this.parts.store.referrals.find(reference);
      const theirs = record?.area === there.area && record.party === there.party;
      return record && theirs ? { ...there, record } : null;
    },
  };
}

/** The desk that the path names, when it is one of the adviser's own. */
function atParty(visit: Visit, request: Request): PartyVisit | null {
  const { area, party } = request.params;
  if (typeof area !== 'string' || typeof party !== 'string' || !visit.areas.includes(area)) return null;
  return partiesOf(visit.adviser, area).includes(party) ? { ...visit, area, party } : null;
}
