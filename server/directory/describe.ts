import { contactWords, shownContact } from '../../content/areas/shown-contact.js';
import type { Language } from '../../content/language.js';
import type { Content } from '../../content/load.js';
import type { Both } from '../../content/schema/text.js';
import type { Service } from '../../content/schema/service.js';
import { served } from '../../content/schema/service.js';
import { topics } from '../../content/schema/vocabulary.js';
import { listInWords } from '../../dialogs/story/describe.js';
import { publicId } from './ids.js';
import { schedulesOf } from './schedules.js';
import type {
  OpenReferralOrganization,
  OpenReferralService,
  OpenReferralTaxonomy,
  OpenReferralTerm,
} from './open-referral.js';

type DirectoryContent = Pick<Content, 'areas' | 'nations' | 'services' | 'words'>;

/** What our terms are drawn from: what a service helps with, and whom it is for. */
const vocabularies = { topics, audiences: served } as const;
type Vocabulary = keyof typeof vocabularies;

/** The taxonomies, in a language. */
export function taxonomiesIn({ words }: DirectoryContent, language: Language): OpenReferralTaxonomy[] {
  return (Object.keys(vocabularies) as Vocabulary[]).map((vocabulary) => ({
    id: publicId('taxonomy', vocabulary),
    name: words.text(`directory.taxonomy-${vocabulary}`, language),
    description: words.text(`directory.taxonomy-${vocabulary}-about`, language),
  }));
}

function termIn(
  { words }: DirectoryContent,
  vocabulary: Vocabulary,
  term: string,
  language: Language,
): OpenReferralTerm {
  const name = words.text(`directory.${vocabulary}-${term}`, language);
  return {
    id: publicId('term', `${vocabulary}/${term}`),
    name,
    description: name,
    taxonomy: vocabulary,
    taxonomy_id: publicId('taxonomy', vocabulary),
    term,
  };
}

/** Every term of every taxonomy, in a language. */
export function termsIn(content: DirectoryContent, language: Language): OpenReferralTerm[] {
  return (Object.keys(vocabularies) as Vocabulary[]).flatMap((vocabulary) =>
    vocabularies[vocabulary].map((term) => termIn(content, vocabulary, term, language)),
  );
}

/** Who runs a service, where that is known. */
export function bodyOf({ areas }: DirectoryContent, { runBy, area }: Service): Both | null {
  if (runBy === 'council') return areas.get(area)?.council ?? null;
  return runBy ?? null;
}

/** The name of the area or nation that a service is for. */
export function areaNameOf(
  { areas, nations, words }: DirectoryContent,
  { area }: Service,
  language: Language,
): string {
  return (
    (areas.get(area) ?? nations.get(area))?.name[language] ?? words.text('directory.everywhere', language)
  );
}

/** An organisation with what is known of it: its name, and the services of it that are listed. */
export function describeOrganization(
  content: DirectoryContent,
  body: Both,
  runs: readonly Service[],
  language: Language,
): OpenReferralOrganization {
  const services = listInWords(
    language,
    runs.map(({ name }) => name[language]),
  );
  return {
    id: publicId('organization', body.en),
    name: body[language],
    description: content.words.text('directory.runs', language, { services }),
  };
}

function phonesOf(service: Service, language: Language): OpenReferralService['phones'] {
  const { phone, text } = shownContact(service);
  return (
    [
      ['voice', phone],
      ['text', text],
    ] as const
  ).flatMap(([type, detail]) => {
    if (!detail) return [];
    const description = detail.say ? { description: contactWords(detail, language) } : {};
    return [{ id: publicId('part', `${service.id}/${type}`), number: detail.value, type, ...description }];
  });
}

function sourcesOf(service: Service): OpenReferralService['fingerpost_sources'] {
  const shown = Object.entries(shownContact(service));
  const hours = service.hours && !service.hours.stale ? service.hours : null;
  return [...shown, ['hours', hours] as const].flatMap(([field, detail]) =>
    detail
      ? [{ field, source: detail.source, source_date: detail.sourceDate, confidence: detail.confidence }]
      : [],
  );
}

/** A service in full, in a language. Holds only what a person may be shown. */
export function describeService(
  content: DirectoryContent,
  service: Service,
  organization: OpenReferralOrganization | null,
  language: Language,
): OpenReferralService {
  const { url, email } = shownContact(service);
  const id = publicId('service', service.id);
  const terms = [
    ...service.topics.map((term) => termIn(content, 'topics', term, language)),
    ...service.serves.map((term) => termIn(content, 'audiences', term, language)),
  ];
  const areaName = areaNameOf(content, service, language);
  return {
    id,
    name: service.name[language],
    description: service.what[language],
    status: 'active',
    ...(url && { url: url.value }),
    ...(email && { email: email.value }),
    ...(service.minAge !== undefined && { minimum_age: service.minAge }),
    ...(service.maxAge !== undefined && { maximum_age: service.maxAge }),
    ...(organization && { organization_id: organization.id, organization }),
    phones: phonesOf(service, language),
    schedules: schedulesOf(service, language),
    service_areas: [{ id: publicId('part', `${service.id}/area`), name: areaName, service_area: areaName }],
    languages: (service.languages ?? []).map((code) => ({
      id: publicId('part', `${service.id}/${code}`),
      code,
      name: content.words.text(`pages.language.${code}`, language),
    })),
    attributes: terms.map((term) => ({
      id: publicId('part', `${service.id}/${term.taxonomy}/${term.term}`),
      link_id: id,
      link_type: 'service',
      taxonomy_term_id: term.id,
      taxonomy_term: term,
    })),
    fingerpost_sources: sourcesOf(service),
  };
}
