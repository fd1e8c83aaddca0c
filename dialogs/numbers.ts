import { contactWords, shownContact } from '../content/areas/shown-contact.js';
import type { Content } from '../content/load.js';
import type { NationId } from '../content/schema/vocabulary.js';
import type { Language } from '../content/language.js';
import type { ContactKind } from '../content/schema/service.js';

type Source = readonly [service: string, kind: ContactKind];

const everywhere = {
  emergency: ['emergency-999', 'phone'],
  nhs: ['nhs-111', 'phone'],
  samaritans: ['samaritans', 'phone'],
  childline: ['childline', 'phone'],
  shout: ['shout', 'text'],
  nspcc: ['nspcc', 'phone'],
  hourglass: ['hourglass', 'phone'],
  police: ['police-101', 'phone'],
} as const satisfies Record<string, Source>;

const byNation: Record<
  NationId,
  Record<'nhsMental' | 'domesticAbuse' | 'domesticAbuseText', Source | null>
> = {
  wales: {
    nhsMental: ['nhs-111-option-2-wales', 'phone'],
    domesticAbuse: ['live-fear-free', 'phone'],
    domesticAbuseText: ['live-fear-free', 'text'],
  },
  england: {
    nhsMental: ['nhs-111-mental-health-england', 'phone'],
    domesticAbuse: ['national-domestic-abuse-helpline', 'phone'],
    domesticAbuseText: null,
  },
};

/** By nation and language. The directory does not change while the program runs, so each is put together once. */
const known = new WeakMap<Content, Map<string, Record<string, string>>>();

/**
 * The numbers that sentences name in braces, such as `{samaritans}`: each from the directory, where its source stands.
 * `{nation}` goes with them, for a sentence that is not the same in England and Wales.
 */
export function numbersFor(content: Content, nation: NationId, language: Language): Record<string, string> {
  const ofContent = known.get(content) ?? new Map<string, Record<string, string>>();
  known.set(content, ofContent);
  const numbers = ofContent.get(`${nation} ${language}`) ?? readNumbers(content, nation, language);
  ofContent.set(`${nation} ${language}`, numbers);
  return numbers;
}

function readNumbers(content: Content, nation: NationId, language: Language): Record<string, string> {
  const sources: Record<string, Source | null> = { ...everywhere, ...byNation[nation] };
  const numbers = Object.entries(sources).map(([name, source]) => [
    name,
    source ? numberOf(content, source, language) : '',
  ]);
  return { ...(Object.fromEntries(numbers) as Record<string, string>), nation };
}

function numberOf(content: Content, [id, kind]: Source, language: Language): string {
  const service = content.services.get(id);
  const contact = service ? shownContact(service)[kind] : null;
  if (!contact)
    throw new Error(`The directory has no ${kind} that may be shown for ${id}, and sentences name it.`);
  return contactWords(contact, language);
}
