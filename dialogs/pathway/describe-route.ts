import type { Areas } from '../../content/areas/load-areas.js';
import { contactWords, nearestWays, shownContact } from '../../content/areas/shown-contact.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import type { ContactKind, Service } from '../../content/schema/service.js';
import type { CarerKind } from '../../content/schema/vocabulary.js';
import { voiceOf } from '../scene.js';
import type { Story } from '../story/story.js';
import { reasonFor } from './reason.js';
import { route, type RouteStep } from './route.js';

/** A service by its name, and the details of it that a carer may see, each as it is said. */
export interface NamedService {
  service: string;
  name: string;
  contact: Partial<Record<ContactKind, string>>;
}

/** A service on the way, why it is suggested, and who else to turn to while it has no confirmed number. */
export interface DescribedStep extends NamedService {
  part: RouteStep['part'];
  why: string;
  nextBest: NamedService | null;
}

/** Where a story leads, in words of its own language. */
export interface DescribedRoute {
  /** The one that answers, or the one written to where none of ours does. */
  area: string;
  language: Language;
  kinds: CarerKind[];
  /** False where another council answers. */
  inArea: boolean;
  beyondAdvice: boolean;
  /** The best one first. */
  services: DescribedStep[];
  /** Who receives a referral, and who reads it next; empty where none can be made. */
  referTo: { service: string; name: string; onward: string | null }[];
}

/** The route of a story as it can be shown to people who know nothing of our ids: names, reasons, confirmed details. */
export function describeRoute(story: Story, content: Areas, area: Area): DescribedRoute {
  const voice = voiceOf({ story });
  const { language } = voice;
  const { kinds, area: answers, beyondAdvice, services, referTo } = route(story, content, area);
  const nameOf = (id: string): string => content.services.get(id)?.name[language] ?? id;
  return {
    area: answers ?? area.id,
    language,
    kinds,
    inArea: answers !== null,
    beyondAdvice,
    services: services.map(({ service, part, why }) => {
      const entry = content.services.get(service);
      const nextBest = nearestWays(content.services, service, voice).find(({ id }) => id !== service);
      return {
        service,
        name: nameOf(service),
        part,
        why: reasonFor(why, voice),
        contact: entry ? contactOf(entry, language) : {},
        nextBest: nextBest ? named(nextBest, language) : null,
      };
    }),
    referTo: referTo.map(({ service, onward }) => ({ service, name: nameOf(service), onward })),
  };
}

function named(service: Service, language: Language): NamedService {
  return { service: service.id, name: service.name[language], contact: contactOf(service, language) };
}

function contactOf(service: Service, language: Language): NamedService['contact'] {
  const shown = Object.entries(shownContact(service));
  return Object.fromEntries(
    shown.flatMap(([kind, value]) => (value ? [[kind, contactWords(value, language)]] : [])),
  );
}
