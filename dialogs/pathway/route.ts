import { applies } from '../../content/areas/applies.js';
import type { Areas } from '../../content/areas/load-areas.js';
import type { Area } from '../../content/schema/area.js';
import type { CarerPath, Step, Why } from '../../content/schema/pathway.js';
import type { CarerKind, NationId } from '../../content/schema/vocabulary.js';
import { carerKinds } from '../story/carer-kind.js';
import type { Condition, Story } from '../story/story.js';

/** A service on the way, and why it is suggested. */
export interface RouteStep {
  service: string;
  why: Why;
  part: 'first-contact' | 'advice' | 'beyond-advice' | 'also';
}

/** Who receives a referral: each is named when consent is asked. */
export interface ReferralTo {
  service: string;
  onward: string | null;
}

/** Where the story leads. */
export interface Route {
  kinds: CarerKind[];
  /** False where another council answers. */
  inArea: boolean;
  /** The best service first. */
  services: RouteStep[];
  /** Empty where a referral cannot be made. */
  referTo: ReferralTo[];
  /** The needs may go beyond information, advice and assistance, towards a carers officer. */
  beyondAdvice: boolean;
}

/** What a carers officer is for: needs that advice alone cannot meet. */
const beyondAdviceTopics = ['assessment', 'break', 'equipment'] as const;

/**
 * The way to the right door: a pure function of the story and the content, the same story always the same route. Who
 * goes where is in the area's pathway file; nothing here knows a service by name.
 */
export function route(story: Story, content: Pick<Areas, 'national'>, area: Area): Route {
  if (story.role !== undefined && story.role !== 'carer') return roleRoute(story, content, area);
  const kinds = carerKinds(story);
  if (story.place && story.place.area === null && story.place.choices === undefined) {
    return {
      kinds,
      inArea: false,
      services: nationalSteps(story, content, kinds),
      referTo: [],
      beyondAdvice: false,
    };
  }
  const paths = kinds.map((kind) => area.pathway.carers[kind]);
  if (paths.length === 0) {
    const services = steps(area.pathway.unclear, 'first-contact');
    return { kinds, inArea: true, services, referTo: [], beyondAdvice: false };
  }
  const beyondAdvice = beyondAdviceTopics.some((topic) => story.topics.includes(topic));
  const extras = area.pathway.also.filter(({ when }) =>
    applies(when, circumstances(story, kinds, area.nation)),
  );
  return {
    kinds,
    inArea: true,
    services: distinct([
      ...paths.flatMap((path) => pathSteps(path, beyondAdvice)),
      ...steps(extras, 'also'),
      ...nationalSteps(story, content, kinds),
    ]),
    referTo: distinctReferrals(paths),
    beyondAdvice,
  };
}

/** Advice first: it is the door that the person is really sent to; the first contact is how they get there. */
function pathSteps(path: CarerPath, beyondAdvice: boolean): RouteStep[] {
  return [
    ...steps([path.advice], 'advice'),
    ...steps([path.firstContact], 'first-contact'),
    ...(beyondAdvice ? steps([path.beyondAdvice], 'beyond-advice') : []),
  ];
}

function distinctReferrals(paths: CarerPath[]): ReferralTo[] {
  const all = paths.map(({ referTo }) => ({ service: referTo.service, onward: referTo.onward ?? null }));
  return all.filter(({ service }, index) => all.findIndex((each) => each.service === service) === index);
}

function nationalSteps(story: Story, { national }: Pick<Areas, 'national'>, kinds: CarerKind[]): RouteStep[] {
  const at = circumstances(story, kinds, story.place?.nation ?? null);
  const outside = kinds.flatMap((kind) => national.outside[kind]).filter(({ when }) => applies(when, at));
  const general = kinds.length === 0 ? national.unclear : [];
  const also = national.also.filter(({ when }) => applies(when, at));
  return distinct([...steps(outside, 'also'), ...steps(general, 'also'), ...steps(also, 'also')]);
}

/** Somebody who is not caring now: cared for, asking for another, or no longer caring. */
function roleRoute(story: Story, { national }: Pick<Areas, 'national'>, area: Area): Route {
  const { role } = story;
  if (role === undefined || role === 'carer')
    throw new Error('A carer has a pathway, not a role of their own.');
  const inArea = story.place?.area !== null;
  const found = inArea ? area.pathway.roles[role] : national.roles[role];
  const also = national.also.filter(({ when }) =>
    applies(when, circumstances(story, [], story.place?.nation ?? area.nation)),
  );
  return {
    kinds: [],
    inArea,
    services: distinct([...steps(found, 'advice'), ...steps(also, 'also')]),
    referTo: [],
    beyondAdvice: false,
  };
}

function circumstances(story: Story, kinds: CarerKind[], nation: NationId | null) {
  const conditions: Condition[] = [...new Set(story.people.flatMap((person) => person.conditions))];
  return { carers: kinds, nation, conditions, topics: story.topics };
}

function steps(from: readonly Step[], part: RouteStep['part']): RouteStep[] {
  return from.map(({ service, why }) => ({ service, why, part }));
}

function distinct(all: RouteStep[]): RouteStep[] {
  return all.filter(({ service }, index) => all.findIndex((each) => each.service === service) === index);
}
