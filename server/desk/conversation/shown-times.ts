import type { Language } from '../../../content/language.js';
import type { Content } from '../../../content/load.js';
import { localTime, slotLabel } from '../../../dialogs/booking/slot-words.js';
import type { Consent } from '../../../dialogs/story/story.js';
import { standingConsent } from '../acts/agreement.js';
import type { BookableTime } from '../acts/book-on-behalf.js';
import type { Translate } from '../translate.js';

/** What can be booked with one service, and when. */
export interface ShownOffer {
  name: string;
  /** They agreed to this service before. */
  agreed: boolean;
  times: { id: string; label: string }[];
}

/** What of all that is free is listed. */
export interface ShownTimes {
  offers: ShownOffer[];
  /** The day from which they are listed, such as 2026-12-01; null for the first that are free. */
  from: string | null;
  /** There are more than are listed: a day can be chosen to list them from. */
  more: boolean;
}

/** Of each offer: what a list can hold and still be read. */
const most = 40;

/**
 * Times that somebody can be booked in for, by what they are a time of, in the words of the page.
 * @param from the first day to list, in ISO 8601 and by the clock of the area; null for the first that are free
 */
export function shownTimes(
  times: readonly BookableTime[],
  { t, language, content }: { t: Translate; language: Language; content: Content },
  consents: readonly Consent[],
  from: string | null,
): ShownTimes {
  const later = times.filter(
    ({ slot }) => from === null || (localTime(content, slot, language).toISODate() ?? '') >= from,
  );
  const offers = [...new Map(later.map(({ offer }) => [offer.id, offer])).values()].map((offer) => ({
    offer,
    slots: later.filter((each) => each.offer.id === offer.id).map(({ slot }) => slot),
  }));
  return {
    offers: offers.map(({ offer: { kind, service }, slots }) => ({
      name: `${t(`desk-diary.kind.${kind}`)}, ${content.services.get(service)?.name[language] ?? service}`,
      agreed: standingConsent(consents, [service]) !== null,
      times: slots.slice(0, most).map((slot) => ({ id: slot.id, label: slotLabel(content, slot, language) })),
    })),
    from,
    more: offers.some(({ slots }) => slots.length > most),
  };
}
