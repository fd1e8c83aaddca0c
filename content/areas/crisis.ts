import type { Language } from '../language.js';
import type { Area } from '../schema/area.js';
import type { CrisisList, Nation } from '../schema/pathway.js';
import type { Service } from '../schema/service.js';
import { contactKinds } from '../schema/service.js';
import type { CrisisNeed } from '../schema/vocabulary.js';
import { bankHolidays } from './bank-holidays.js';
import { isOpen } from './opening-hours.js';
import { shownContact } from './shown-contact.js';

/** Where, to whom and when a crisis list is given. */
export interface CrisisFor {
  area: Area;
  nation: Nation;
  need: CrisisNeed;
  /** Under 18. */
  young: boolean;
  language: Language;
  at: Date;
}

/**
 * Services to turn to now, the one that acts first at the head; the nation's before the area's own. Left out are those
 * with no detail that may be shown, those known to be closed at `at`, and those that do not answer in the language.
 * A service whose hours are unknown stays: here, silence would be worse than a line that may be engaged.
 */
export function crisisServices(services: ReadonlyMap<string, Service>, where: CrisisFor): Service[] {
  const { area, nation, need, young, language, at } = where;
  const idsOf = (list: CrisisList | undefined): string[] => (young ? list?.young : list?.adult) ?? [];
  const holidays = bankHolidays(nation.extraBankHolidays);
  return [...new Set([...idsOf(nation.crisis[need]), ...idsOf(area.pathway.crisis[need])])]
    .map((id) => services.get(id))
    .filter((service) => service !== undefined)
    .filter((service) => {
      const shown = shownContact(service);
      const opening = service.hours?.opening ?? null;
      return (
        contactKinds.some((kind) => shown[kind] !== null) &&
        (opening === null || isOpen(opening, at, area.timeZone, holidays)) &&
        (service.languages?.includes(language) ?? true)
      );
    });
}
