import type { DateTime } from 'luxon';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Values } from '../../content/words.js';
import { inSentence, localMoment } from '../time-words.js';
import type { Slot } from './booking.js';
import { offerOf } from './offer-of.js';

/** What the sentences about a time say of it: the kind, the service or the event, where and when. */
export function slotWords(
  content: Pick<Content, 'areas' | 'services'>,
  slot: Slot,
  language: Language,
): Values {
  const offer = offerOf(content, slot);
  const where = placeOf(content, slot, language);
  return {
    kind: offer?.kind ?? 'event',
    service: offer ? (content.services.get(offer.service)?.name[language] ?? offer.service) : '',
    title: slot.event?.title[language] ?? '',
    forWhom: slot.event?.forWhom[language] ?? '',
    where: where ?? '',
    hasWhere: where === null ? 'no' : 'yes',
    when: inSentence(localTime(content, slot, language), 'cccc d MMMM, HH:mm', language),
  };
}

/** "Thu 26 Nov 10:00": short enough for a button. An event says first what it is. */
export function slotLabel(content: Pick<Content, 'areas'>, slot: Slot, language: Language): string {
  const when = localTime(content, slot, language).toFormat('ccc d LLL HH:mm');
  return slot.event ? `${slot.event.title[language]}: ${when}` : when;
}

/** Where one goes to; null for a call, and for a visit to the person. */
export function placeOf(content: Pick<Content, 'areas'>, slot: Slot, language: Language): string | null {
  return (slot.event ?? offerOf(content, slot))?.where?.[language] ?? null;
}

/** When a slot begins, in local time and in words of the language. */
export function localTime(
  { areas }: Pick<Content, 'areas'>,
  { area, startsAt }: Slot,
  language: Language,
): DateTime {
  const zone = areas.get(area)?.timeZone;
  if (zone === undefined) throw new Error(`The content has no area ${area}.`);
  return localMoment(new Date(startsAt), zone, language);
}
