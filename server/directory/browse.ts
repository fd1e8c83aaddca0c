import { z } from 'zod';
import { findPlace } from '../../content/areas/places/find-place.js';
import type { Answerer } from '../../content/areas/places/place-index.js';
import type { Language } from '../../content/language.js';
import type { Content } from '../../content/load.js';
import type { Service } from '../../content/schema/service.js';
import { topics } from '../../content/schema/vocabulary.js';
import { listedServices } from './directory.js';

/** What was asked for on the page. What a form left empty counts as not asked. */
export const browseSchema = z.object({
  need: z.enum(topics).or(z.literal('')).catch('').default(''),
  place: z.string().trim().max(100).catch('').default(''),
  /** As it was written; a wrong one is said back. */
  age: z.string().trim().max(20).catch('').default(''),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
});
export type Browse = z.infer<typeof browseSchema>;

/** What the place came to; `none` when none was named. */
export type PlaceFound =
  | { kind: 'none' | 'here' | 'outside' | 'unknown' }
  /** Names of the councils that share it. */
  | { kind: 'shared'; councils: string[] };

export interface Browsed {
  services: Service[];
  place: PlaceFound;
  /** The age that was written is none. */
  wrongAge: boolean;
}

/** An age in whole years; null when it is none. */
function ageOf(written: string): number | null {
  return /^\d{1,3}$/.test(written) && Number(written) <= 120 ? Number(written) : null;
}

/**
 * Whether somebody of this age may use a service: within its own limits, and it is for people like them. Under 18 a
 * service must say that it is for young people, or for anyone.
 */
export function isForAge({ minAge = 0, maxAge = Infinity, serves }: Service, years: number): boolean {
  if (years < minAge || years > maxAge) return false;
  if (years < 18) return serves.includes('young-carer') || serves.includes('anyone');
  return serves.some((each) => each !== 'young-carer' && (each !== 'young-adult-carer' || years <= 25));
}

/** The areas and nations whose services answer for a place; null when every one may. */
function answering(answerers: readonly Answerer[], { areas }: Content): Set<string> {
  const places = answerers.flatMap(({ area, nation }) => [area, areas.get(area ?? '')?.nation ?? nation]);
  return new Set(['uk', ...places.filter((each) => each !== null)]);
}

function findAnswerers(
  place: string,
  content: Content,
  language: Language,
): { found: PlaceFound; from: Set<string> | null } {
  if (place === '') return { found: { kind: 'none' }, from: null };
  const found = findPlace(content.places, place);
  if (found.kind === 'found')
    return { found: { kind: found.area === null ? 'outside' : 'here' }, from: answering([found], content) };
  if (found.kind === 'shared') {
    const councils = found.choices.flatMap(({ council }) => (council ? [council[language]] : []));
    return { found: { kind: 'shared', councils }, from: answering(found.choices, content) };
  }
  return { found: { kind: 'unknown' }, from: answering([], content) };
}

/** What fits all that was asked for: services of the place first, then those of the nation, then those for everybody. */
export function browse({ need, place, age }: Browse, content: Content, language: Language): Browsed {
  const { found, from } = findAnswerers(place, content, language);
  const years = ageOf(age);
  const services = listedServices(content)
    .filter((service) => need === '' || service.topics.includes(need))
    .filter(({ area }) => from === null || from.has(area))
    .filter((service) => years === null || isForAge(service, years));
  const distance = ({ area }: Service): number => (content.areas.has(area) ? 0 : area === 'uk' ? 2 : 1);
  return {
    services: services.sort((a, b) => distance(a) - distance(b)),
    place: found,
    wrongAge: age !== '' && years === null,
  };
}
