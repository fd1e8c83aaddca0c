import { contactWords, nearestWays, shownContact } from '../../content/areas/shown-contact.js';
import { crisisServices } from '../../content/areas/crisis.js';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import type { Service } from '../../content/schema/service.js';
import { route } from '../../dialogs/pathway/route.js';
import { newStory } from '../../dialogs/story/story.js';
import { namedConcern } from '../../dialogs/finding.js';
import { receiversOf } from '../desk/acts/refer-on-behalf.js';
import { lookedAfter, type Draft } from './draft.js';
import { senders } from '../../dialogs/referral/sender.js';
import { listInWords } from '../../dialogs/story/describe.js';
import type { StepName } from './steps.js';
import { sharedCouncils, storyOf } from './told-story.js';

export interface ShownParts {
  content: Content;
  clock: () => Date;
  link: (path: string) => string;
}

interface Here {
  area: Area;
  draft: Draft;
  step: StepName;
  language: Language;
}

/** Somewhere to turn to: a name, and a number or a page. */
interface Detail {
  name: string;
  phone: { words: string; href: string } | null;
  url: string | null;
}

const mostDetails = 3;
const mostNumbers = 5;

/** What a page of the flow says besides its form. */
export function shownStep(parts: ShownParts, here: Here): Record<string, unknown> {
  const { area, draft, step, language } = here;
  const common = {
    council: area.council[language],
    senders,
    lookedAfter,
    chat: parts.link(`/chat/${area.id}`),
  };
  switch (step) {
    case 'first':
      return { ...common, details: rolesDetails(parts.content, here) };
    case 'council':
      return { ...common, councils: sharedCouncils(storyOf(parts.content, draft, language)) };
    case 'nobody':
      return { ...common, ...nobodyDetails(parts.content, here) };
    case 'danger':
      return { ...common, numbers: numbersNow(parts, here) };
    case 'check':
      return {
        ...common,
        answers: draft.answers,
        services: receiverNames(parts.content, here),
        declaration: declaration(parts.content, area, draft, language),
        dangers: draft.dangers.length > 0,
      };
    case 'sent':
      return { ...common, references: draft.sent ?? [] };
    default:
      return common;
  }
}

/** What the sender confirms: that the carer knows and agrees, to what, and who gets it. It is kept with the referral. */
export function declaration(
  { words, ...content }: Content,
  area: Area,
  draft: Draft,
  language: Language,
): string {
  const services = receiverNames({ words, ...content }, { area, draft, language });
  return words.text('refer.declare', language, { services });
}

function receiverNames(content: Content, { area, draft, language }: Omit<Here, 'step'>): string {
  const receivers = receiversOf(route(storyOf(content, draft, language), content, area));
  const names = [...new Set(receivers)].map((id) => content.services.get(id)?.name[language] ?? id);
  return listInWords(language, names);
}

/** Whom somebody else can turn to, or tell the carer of: those of the area for their role. */
function rolesDetails(content: Content, { area, draft, language }: Here): Detail[] {
  const family = draft.answers.you?.sender === 'family';
  const story = {
    ...newStory(area.id, language),
    role: family ? ('friend' as const) : ('professional' as const),
  };
  return detailsOf(content, route(story, content, area).services, language);
}

function nobodyDetails(content: Content, { area, draft, language }: Here): Record<string, unknown> {
  const story = storyOf(content, draft, language);
  const council = story.place?.council ?? null;
  return { elsewhere: council, details: detailsOf(content, route(story, content, area).services, language) };
}

function detailsOf(content: Content, steps: readonly { service: string }[], language: Language): Detail[] {
  const ways = steps.flatMap(({ service }) => nearestWays(content.services, service, { young: false }));
  return [...new Set(ways)].slice(0, mostDetails).map((service) => detail(service, language));
}

function detail(service: Service, language: Language): Detail {
  const { phone, text, url } = shownContact(service);
  const number = phone ?? text;
  return {
    name: service.name[language],
    phone: number && {
      words: contactWords(number, language),
      href: `${phone ? 'tel' : 'sms'}:${number.value.replace(/\s/g, '')}`,
    },
    url: number ? null : (url?.value ?? null),
  };
}

/** The numbers to call now for what was found, the gravest first. */
function numbersNow({ content, clock }: ShownParts, { area, draft, language }: Here): Detail[] {
  const nation = content.nations.get(area.nation);
  if (!nation) return [];
  const young = draft.answers.caring?.carerAge === 'under-18';
  const found = draft.dangers.flatMap((danger) =>
    crisisServices(content.services, {
      area,
      nation,
      need: namedConcern(danger) ?? 'distress',
      young,
      language,
      at: clock(),
    }),
  );
  return [...new Set(found)].slice(0, mostNumbers).map((service) => detail(service, language));
}
