import type { Language } from '../../content/language.js';
import { languages } from '../../content/language.js';
import type { Content } from '../../content/load.js';
import type { Service } from '../../content/schema/service.js';
import { bodyOf, describeOrganization, describeService, taxonomiesIn, termsIn } from './describe.js';
import { publicId } from './ids.js';
import { isListed } from './listed.js';
import type {
  OpenReferralOrganization,
  OpenReferralService,
  OpenReferralTaxonomy,
  OpenReferralTerm,
} from './open-referral.js';

/** Everything that the directory holds, in one language. */
export interface Directory {
  services: OpenReferralService[];
  organizations: OpenReferralOrganization[];
  taxonomies: OpenReferralTaxonomy[];
  taxonomy_terms: OpenReferralTerm[];
}

/** The services that are listed, by name: those of the areas that are served, of the nations, and of everywhere. */
export function listedServices({
  areas,
  nations,
  services,
}: Pick<Content, 'areas' | 'nations' | 'services'>): Service[] {
  const isServed = ({ area }: Service): boolean => area === 'uk' || areas.has(area) || nations.has(area);
  return [...services.values()]
    .filter((service) => isServed(service) && isListed(service))
    .sort((a, b) => a.name.en.localeCompare(b.name.en, 'en-GB'));
}

function directoryIn(content: Content, language: Language): Directory {
  const listed = listedServices(content);
  const organizations = new Map<string, OpenReferralOrganization>();
  for (const service of listed) {
    const body = bodyOf(content, service);
    if (!body || organizations.has(publicId('organization', body.en))) continue;
    const runs = listed.filter((other) => bodyOf(content, other)?.en === body.en);
    const organization = describeOrganization(content, body, runs, language);
    organizations.set(organization.id, organization);
  }
  return {
    services: listed.map((service) => {
      const body = bodyOf(content, service);
      const organization = body && organizations.get(publicId('organization', body.en));
      return describeService(content, service, organization ?? null, language);
    }),
    organizations: [...organizations.values()],
    taxonomies: taxonomiesIn(content, language),
    taxonomy_terms: termsIn(content, language),
  };
}

/** The directory in each language. It changes only with the content, so it is made once. */
export function createDirectory(content: Content): Record<Language, Directory> {
  const [en, cy] = languages.map((language) => directoryIn(content, language));
  if (!en || !cy) throw new Error('A language is missing.');
  return { en, cy };
}
