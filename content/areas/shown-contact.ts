import type { Language } from '../language.js';
import type { ContactKind, ContactValue, Service } from '../schema/service.js';
import { contactKinds } from '../schema/service.js';

/** The details of a service that a carer may see. */
export type ShownContact = Record<ContactKind, ContactValue | null>;

/**
 * Which contact details of a service may be shown to a carer. A detail is shown only when all of this holds:
 * - there is one, with its source (a detail without a source does not load);
 * - it is not `stale`: the source is not so old that it has to be checked first;
 * - it is not marked `confirmFirst`: nothing about it is disputed, such as whether an inbox is public;
 * - the service is neither `closed` nor `unconfirmed`, and may be offered (`signpost`).
 * Everything else stays in the directory, for an editor to confirm, and comes back as null here.
 */
export function shownContact(service: Service): ShownContact {
  const offered = service.signpost && service.status !== 'closed' && service.status !== 'unconfirmed';
  const shown = (value: ContactValue | null): ContactValue | null =>
    offered && value && !value.stale && !value.confirmFirst ? value : null;
  const { phone, text, email, url } = service.contact;
  return { phone: shown(phone), text: shown(text), email: shown(email), url: shown(url) };
}

/** A contact detail as a sentence says it: "111, then press 2". */
export function contactWords(contact: ContactValue, language: Language): string {
  return contact.say?.[language] ?? contact.value;
}

/**
 * The services through which `id` can be reached now, best first: itself, those it is reached through, then the next
 * best ones while its own details are unconfirmed. Each has at least one detail that may be shown.
 * @param kind only services with a detail of this kind, `phone` for somebody who has no internet
 */
export function waysToReach(
  services: ReadonlyMap<string, Service>,
  id: string,
  kind?: ContactKind,
): Service[] {
  const service = services.get(id);
  if (!service) return [];
  const hasDetail = (candidate: Service): boolean => {
    const shown = shownContact(candidate);
    return (kind ? [kind] : contactKinds).some((each) => shown[each] !== null);
  };
  const around = [...service.reachedThrough, ...service.seeInstead];
  const ids = [
    id,
    ...around,
    ...service.nextBest,
    ...around.flatMap((each) => services.get(each)?.nextBest ?? []),
  ];
  return [...new Set(ids)]
    .map((each) => services.get(each))
    .filter((candidate) => candidate !== undefined)
    .filter(hasDetail);
}

/**
 * A service as it can be reached now: by its own details, and where it has no number, by the next best that has one.
 * @param young the reader is under 18, and is not sent to somebody who answers adults alone
 */
export function nearestWays(
  services: ReadonlyMap<string, Service>,
  id: string,
  { young }: { young: boolean },
): Service[] {
  const forReader = ({ serves }: Service): boolean =>
    !young || serves.includes('young-carer') || serves.includes('anyone');
  const [nearest, ...others] = waysToReach(services, id).filter((way) => way.id === id || forReader(way));
  if (!nearest) return [];
  const withNumber = (service: Service): boolean => shownContact(service).phone !== null;
  return withNumber(nearest) ? [nearest] : [nearest, ...others.filter(withNumber).slice(0, 1)];
}
