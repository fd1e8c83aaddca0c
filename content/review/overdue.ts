import { DateTime } from 'luxon';
import { shownContact } from '../areas/shown-contact.js';
import type { Areas } from '../areas/load-areas.js';
import type { Advice } from '../schema/advice.js';
import type { ContactValue, Service } from '../schema/service.js';
import { contactKinds } from '../schema/service.js';
import { nationIds } from '../schema/vocabulary.js';

/** Something that an editor should look at again. It is still served: old is not the same as wrong. */
export interface Overdue {
  /** Relative to the content folder. */
  file: string;
  field: string;
  why: string;
  /** False where a day has passed; true where the source bears no date, so that nobody can say how old it is. */
  undated: boolean;
}

type Detail = Pick<ContactValue, 'sourceDate' | 'rechecked'>;

/** A detail that people are shown is looked at again a year after it was found. Ours, not a rule of law. */
const monthsBetweenChecks = 12;

/** A source's date as the last day that it may mean: "2024" may be the last of December. */
function latestDay(date: string): string {
  return date + '-12-31'.slice(date.length - 'yyyy'.length);
}

/** When a detail was last known to be so: the date of its source, or of a later check. */
function lastChecked({ sourceDate, rechecked }: Detail): string | null {
  const known = [sourceDate, rechecked ?? null].filter((date) => date !== null);
  return known.sort((a, b) => latestDay(a).localeCompare(latestDay(b))).at(-1) ?? null;
}

function lookAgain(detail: Detail, before: string): Pick<Overdue, 'why' | 'undated'> | null {
  const checked = lastChecked(detail);
  if (checked === null)
    return { why: 'its source bears no date: ask the service, and write sourceDate', undated: true };
  if (latestDay(checked) >= before) return null;
  return { why: `was last checked ${checked}: check it again`, undated: false };
}

function fileOf({ area }: Service): string {
  const national = area === 'uk' || nationIds.some((id) => id === area);
  return `areas/${national ? 'national/' : ''}${area}/services.yaml`;
}

function inService(service: Service, before: string): Overdue[] {
  const shown = shownContact(service);
  const details = [
    ...contactKinds.map((kind) => [`contact.${kind}`, shown[kind]] as const),
    ['hours', service.hours?.stale === false ? service.hours : null] as const,
  ];
  return details.flatMap(([field, detail]) => {
    const again = detail ? lookAgain(detail, before) : null;
    return again ? [{ file: fileOf(service), field: `${service.id} ${field}`, ...again }] : [];
  });
}

/**
 * What is past its day: articles by their `reviewBy`, and the details of services that people are shown, a year after
 * they were checked or where nobody wrote when that was.
 * @param today in the time zone of the people who look after the content
 */
export function overdue(
  { services, advice }: Pick<Areas, 'services'> & { advice: readonly Advice[] },
  today: Date,
): Overdue[] {
  const now = DateTime.fromJSDate(today, { zone: 'Europe/London' });
  const day = now.toFormat('yyyy-MM-dd');
  const before = now.minus({ months: monthsBetweenChecks }).toFormat('yyyy-MM-dd');
  return [
    ...advice
      .filter(({ reviewBy }) => reviewBy < day)
      .map(({ id, reviewBy }) => ({
        file: `advice/${id}.md`,
        field: 'reviewBy',
        why: `was to be reviewed by ${reviewBy}: check every figure, and write a new day`,
        undated: false,
      })),
    ...[...services.values()].flatMap((service) => inService(service, before)),
  ];
}
