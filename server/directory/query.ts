import { z } from 'zod';
import { languages } from '../../content/language.js';
import type { OpenReferralService } from './open-referral.js';
import { icalDays } from './schedules.js';

const whole = (least: number, most: number): z.ZodType<number, unknown> =>
  z.coerce.number(`write a number from ${least} to ${most}`).int(`write a whole number`).min(least).max(most);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/, 'write a time such as 09:00');
const words = z.string().trim().max(200);

/** A day as iCalendar writes it, or its English name. */
const day = words.transform((value, context) => {
  const found = icalDays.find((each) => value.toUpperCase().startsWith(each));
  if (!found) context.addIssue('write a day such as MO or Monday');
  return found ?? z.NEVER;
});

/** Pages and the language, of every list. */
export const pageQuerySchema = z.object({
  page: whole(1, 100_000).default(1),
  per_page: whole(1, 100).default(50),
  lang: z.enum(languages).default('en'),
});

/** The filters of `/services` in Open Referral UK 3.0. What we do not know is left alone, as other servers do. */
export const servicesQuerySchema = pageQuerySchema.extend({
  search: words.optional(),
  taxonomy_id: words.optional(),
  taxonomy_term_id: words.optional(),
  organization_id: words.optional(),
  minimum_age: whole(0, 150).optional(),
  maximum_age: whole(0, 150).optional(),
  day: day.optional(),
  start_time: time.optional(),
  end_time: time.optional(),
});
export type ServicesQuery = z.infer<typeof servicesQuerySchema>;

function isOpenThen(
  { schedules }: OpenReferralService,
  { day: on, start_time: from, end_time: to }: ServicesQuery,
): boolean {
  if (on === undefined && from === undefined && to === undefined) return true;
  return schedules.some(
    ({ byday, opens_at, closes_at }) =>
      (on === undefined || byday.split(',').includes(on)) &&
      (from === undefined || opens_at >= from.slice(0, 5)) &&
      (to === undefined || closes_at <= to.slice(0, 5)),
  );
}

/** Whether every word that is searched for stands in the name, the description, the body or the terms. */
export function mentions(service: OpenReferralService, search: string): boolean {
  const text = [
    service.name,
    service.description,
    service.organization?.name,
    ...service.attributes.map(({ taxonomy_term }) => taxonomy_term.name),
  ]
    .join(' ')
    .toLocaleLowerCase('en-GB');
  return search
    .toLocaleLowerCase('en-GB')
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/**
 * Whether a service is among those asked for. Ages as the specification has them: a minimum age of at least the value, a
 * maximum age of at most the value; a service without them is for every age.
 */
export function isAskedFor(service: OpenReferralService, query: ServicesQuery): boolean {
  const { search, taxonomy_id, taxonomy_term_id, organization_id, minimum_age, maximum_age } = query;
  const terms = service.attributes.map(({ taxonomy_term }) => taxonomy_term);
  return (
    (search === undefined || mentions(service, search)) &&
    (taxonomy_id === undefined || terms.some((term) => term.taxonomy_id === taxonomy_id)) &&
    (taxonomy_term_id === undefined || terms.some((term) => term.id === taxonomy_term_id)) &&
    (organization_id === undefined || service.organization_id === organization_id) &&
    (minimum_age === undefined || (service.minimum_age ?? 0) >= minimum_age) &&
    (maximum_age === undefined || (service.maximum_age ?? Infinity) <= maximum_age) &&
    isOpenThen(service, query)
  );
}

/** A page of a list, as Open Referral UK writes it. */
export interface Page<T> {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: T[];
}

/** One page of `all`. A page after the last one is empty. */
export function pageOf<T>(
  all: readonly T[],
  { page, per_page }: { page: number; per_page: number },
): Page<T> {
  const contents = all.slice((page - 1) * per_page, page * per_page);
  const pages = Math.max(1, Math.ceil(all.length / per_page));
  return {
    total_items: all.length,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  };
}
