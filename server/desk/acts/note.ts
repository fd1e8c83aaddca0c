import { z } from 'zod';
import { assessmentOutcomes } from '../../store/referrals.js';
import type { Adviser } from '../adviser.js';
import type { Acts } from './acts.js';
import { actId, noteText } from './input.js';
import type { ActResult } from './refusal.js';

export const noteInput = z.strictObject({ actId, text: noteText.min(1) });

/** A private note: colleagues of the area read it, the person never does. Whoever may work here may leave one. */
export function note(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  { actId: id, text }: z.output<typeof noteInput>,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'noted',
    holderOnly: false,
    actId: id,
    decide: ({ by }) => ({ journal: [{ kind: 'note', by, text }] }),
  });
}

export const contactInput = z.strictObject({
  actId,
  contact: z.enum(['call', 'visit', 'email', 'letter']),
  /** ISO 8601; when it took place. */
  at: z.iso.datetime({ offset: true }),
  text: noteText,
});

/** Logs a call, a visit or a letter that took place elsewhere. */
export function logContact(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  { actId: id, contact, at, text }: z.output<typeof contactInput>,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'contact-logged',
    holderOnly: false,
    actId: id,
    decide: ({ by }) => ({ journal: [{ kind: 'contact-logged', by, contact, at, text }] }),
  });
}

export const assessmentInput = z.strictObject({
  actId,
  outcome: z.enum(assessmentOutcomes),
  text: noteText,
});

/** Records what came of a proportionate assessment that the adviser made. */
export function recordAssessment(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  { actId: id, outcome, text }: z.output<typeof assessmentInput>,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'assessment-recorded',
    holderOnly: true,
    actId: id,
    decide: ({ by }) => ({ journal: [{ kind: 'assessment-recorded', by, outcome, text }] }),
  });
}
