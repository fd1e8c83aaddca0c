import { z } from 'zod';
import type { Referral } from '../../../dialogs/effects.js';
import { route, type Route } from '../../../dialogs/pathway/route.js';
import type { Adviser } from '../adviser.js';
import type { Acts, Change, Found } from './acts.js';
import { agreement, consentTo, type Agreement } from './agreement.js';
import { actId, noteText } from './input.js';
import { reachOf } from './reach.js';
import type { ActResult, Refusal } from './refusal.js';

export const referInput = z.strictObject({
  actId,
  /** `call-back` also asks the service to call. */
  kind: z.enum(['refer', 'call-back']),
  /** The person agreed here or on the telephone, to words that the adviser gives; left out when they agreed before. */
  agreed: agreement.optional(),
  /** The needs may go beyond advice: a carers officer is to read it, with these words. */
  officer: z.strictObject({ text: noteText }).optional(),
});
type Input = z.output<typeof referInput>;

/**
 * Passes the story on for the person to the services of their route, with their consent, or asks them to call. With
 * `officer` the service is told that a carers officer may be needed.
 */
export function referOnBehalf(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  input: Input,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: input.officer ? 'passed-to-officer' : 'referred',
    holderOnly: true,
    actId: input.actId,
    decide: (found) => referred(acts, found, input),
  });
}

function referred(acts: Acts, found: Found, { kind, agreed, officer }: Input): Change | Refusal {
  const { referTo, beyondAdvice, assessedBy } = route(found.state.story, acts.parts.content, found.area);
  const passed = passedOn(acts, found, {
    referTo,
    kind,
    beyondAdvice: beyondAdvice || officer !== undefined,
    assessedBy,
    ...(agreed && { agreed }),
  });
  if ('why' in passed || !officer) return passed;
  const entry = { kind: 'passed-to-officer', by: found.by, text: officer.text } as const;
  return { ...passed, journal: [...passed.journal, entry] };
}

/** What is passed on, and to whom. */
export interface PassingOn extends Pick<Referral, 'kind' | 'beyondAdvice' | 'assessedBy' | 'note'> {
  referTo: Route['referTo'];
  /** Left out when they agreed before. */
  agreed?: Agreement;
}

/** Passes the story on with the consent of the person, to all of `referTo` or to none. */
export function passedOn(
  acts: Acts,
  found: Found,
  { referTo, agreed, ...about }: PassingOn,
): Refusal | (Change & Required<Pick<Change, 'state' | 'journal' | 'referrals' | 'timers'>>) {
  const { record, area, at } = found;
  const { ids, dispatch } = acts.parts;
  const state = structuredClone(found.state);
  const { story } = state;
  if (referTo.length === 0) return { why: 'no-such-target' };
  const contact = reachOf(record, story);
  if (!contact) return { why: 'no-contact' };
  const receivers = receiversOf({ referTo });
  const consented = consentTo(story, agreed, receivers, at);
  if (!consented) return { why: 'no-consent' };
  const referrals = referTo.map(({ service, onward }): Referral => ({
    id: ids.unique(),
    reference: ids.reference(),
    area: area.id,
    service,
    onward,
    ...about,
    story: structuredClone(story),
    contact,
    consent: consented.consent,
    createdAt: at,
  }));
  state.progress.referrals.push(
    ...referrals.map(({ reference, service }) => ({ reference, services: [service] })),
  );
  const referred = referrals.map(({ reference, service }) => ({
    kind: 'referred' as const,
    reference,
    service,
  }));
  const sent = referrals.map((referral) => dispatch.send(referral, record.id, area));
  return {
    state,
    journal: [...consented.journal, ...referred],
    referrals,
    outbox: sent.flatMap(({ outbox }) => outbox),
    standings: sent.flatMap(({ standings }) => standings),
    timers: { set: sent.flatMap(({ timers }) => timers), clear: [] },
  };
}

/** Ids of all who would read a referral: those it goes to and those they pass it on to. */
export function receiversOf({ referTo }: Pick<Route, 'referTo'>): string[] {
  return referTo.flatMap(({ service, onward }) => (onward === null ? [service] : [service, onward]));
}
