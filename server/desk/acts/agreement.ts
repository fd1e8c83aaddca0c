import { z } from 'zod';
import type { Consent, Story } from '../../../dialogs/story/story.js';
import type { NewJournalEntry } from '../../turns/journal.js';

/** Words that the person agreed to here or on the telephone. */
export const agreement = z.strictObject({ wording: z.string().trim().min(3).max(1000) });
export type Agreement = z.output<typeof agreement>;

/** A consent that covers what is done, and what the journal says of it when it was given just now. */
interface Agreed {
  consent: Consent;
  journal: NewJournalEntry[];
}

/**
 * The consent by which `receivers` may read of the person; null when there is none. One that is given now is added to the
 * story.
 * @param agreed what they agreed to just now; undefined when they agreed before
 * @param receivers ids of services
 * @param at ISO 8601
 */
export function consentTo(
  story: Pick<Story, 'consents'>,
  agreed: Agreement | undefined,
  receivers: string[],
  at: string,
): Agreed | null {
  if (!agreed) {
    const consent = standingConsent(story.consents, receivers);
    return consent && { consent, journal: [] };
  }
  const consent: Consent = { given: true, at, wording: agreed.wording, services: receivers };
  story.consents.push(consent);
  return {
    consent,
    journal: [{ kind: 'consented', given: true, wording: agreed.wording, services: receivers }],
  };
}

/** The newest answer that speaks of all who would read it, when it was yes. */
export function standingConsent(consents: readonly Consent[], receivers: readonly string[]): Consent | null {
  const covering = consents.filter(({ services }) => receivers.every((id) => services.includes(id)));
  const latest = covering.at(-1);
  return latest?.given === true ? latest : null;
}
