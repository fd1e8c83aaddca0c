import type { Language } from '../../../content/language.js';
import type { Content } from '../../../content/load.js';
import { slotLabel } from '../../../dialogs/booking/slot-words.js';
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

/** Times that somebody can be booked in for, by what they are a time of, in the words of the page. */
export function shownTimes(
  times: readonly BookableTime[],
  { t, language, content }: { t: Translate; language: Language; content: Content },
  consents: readonly Consent[],
): ShownOffer[] {
  const offers = new Map(times.map(({ offer }) => [offer.id, offer]));
  return [...offers.values()].map(({ id, kind, service }) => ({
    name: `${t(`desk-diary.kind.${kind}`)}, ${content.services.get(service)?.name[language] ?? service}`,
    agreed: standingConsent(consents, [service]) !== null,
    times: times
      .filter(({ offer }) => offer.id === id)
      .map(({ slot }) => ({ id: slot.id, label: slotLabel(content, slot, language) })),
  }));
}
