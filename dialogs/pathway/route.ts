import { applies } from '../../content/areas/applies.js';
import type { Areas } from '../../content/areas/load-areas.js';
import type { Area } from '../../content/schema/area.js';
import type { AssessmentWay, CarerPath, Step, Why } from '../../content/schema/pathway.js';
import type { CarerKind, NationId } from '../../content/schema/vocabulary.js';
import { carerKinds } from '../story/carer-kind.js';
import type { Story } from '../story/story.js';
import { answeringArea } from './answering-area.js';
import { assessmentWays, circumstances, pathsOf } from './paths.js';

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
  /** Id of the area that answers; null where the council is not one of ours. */
  area: string | null;
  /** The best service first. */
  services: RouteStep[];
  /** Empty where a referral cannot be made. */
  referTo: ReferralTo[];
  /** The needs may go beyond information, advice and assistance. */
  beyondAdvice: boolean;
  /** Who takes needs beyond advice, by id; empty where there are none. */
  assessedBy: string[];
  /** How an assessment can be had, where the carer may choose. */
  assessmentWays: AssessmentWay[];
}

/** What a route is read from. */
export type Answering = Pick<Areas, 'national' | 'areas'>;

/** What goes beyond information, advice and assistance: needs that advice alone cannot meet. */
const beyondAdviceTopics = ['assessment', 'break', 'equipment'] as const;

/**
 * The way to the right door: a pure function of the story and the content, the same story always the same route. Who
 * goes where is in the pathway file of the area that answers; nothing here knows a service or an area by name.
 * @param here the area whose page or number was written to; another one answers when the cared-for person lives there
 */
export function route(story: Story, content: Answering, here: Area): Route {
  const outside = story.place?.area === null && story.place.choices === undefined;
  const area = answeringArea(story, content, here);
  if (story.role !== undefined && story.role !== 'carer') return roleRoute(story, content, area, outside);
  const kinds = carerKinds(story);
  if (outside) return { ...nowhere, kinds, services: nationalSteps(story, content, kinds, null) };
  const paths = pathsOf(story, kinds, area.pathway);
  if (paths.length === 0)
    return { ...nowhere, kinds, area: area.id, services: steps(area.pathway.unclear, 'first-contact') };
  const wantsMore = beyondAdviceTopics.some((topic) => story.topics.includes(topic));
  const ways = assessmentWays(paths);
  const chosen = ways.find(({ id }) => id === story.assessment.way);
  const extras = area.pathway.also.filter(({ when }) =>
    applies(when, circumstances(story, kinds, area.nation)),
  );
  return {
    kinds,
    area: area.id,
    services: distinct([
      ...(chosen ? steps([chosen], 'beyond-advice') : []),
      ...pathSteps(
        paths.map(({ path }) => path),
        wantsMore,
      ),
      ...steps(extras, 'also'),
      ...nationalSteps(story, content, kinds, area.nation),
    ]),
    referTo: referrals(paths.flatMap(({ path }) => referTo(path, chosen))),
    beyondAdvice: wantsMore || chosen !== undefined,
    assessedBy: assessors(
      paths.map(({ path }) => path),
      wantsMore,
      chosen,
    ),
    assessmentWays: ways,
  };
}

/** A route that leads to nobody in particular yet. */
const nowhere: Route = {
  kinds: [],
  area: null,
  services: [],
  referTo: [],
  beyondAdvice: false,
  assessedBy: [],
  assessmentWays: [],
};

/** Advice first: the doors that the person is really sent to, one for each path; the first contact is how they get there. */
function pathSteps(paths: CarerPath[], beyondAdvice: boolean): RouteStep[] {
  return [
    ...steps(
      paths.map(({ advice }) => advice),
      'advice',
    ),
    ...steps(
      paths.map(({ firstContact }) => firstContact),
      'first-contact',
    ),
    ...steps(beyondAdvice ? paths.map((path) => path.beyondAdvice) : [], 'beyond-advice'),
  ];
}

/** Who receives the story: the one that the carer chose for their assessment, else the path's own. */
function referTo(path: CarerPath, chosen: AssessmentWay | undefined): ReferralTo[] {
  const own = chosen !== undefined && path.assessmentWays.includes(chosen) ? chosen : path;
  return own.referTo === undefined
    ? []
    : [{ service: own.referTo.service, onward: own.referTo.onward ?? null }];
}

function referrals(all: ReferralTo[]): ReferralTo[] {
  return all.filter(({ service }, index) => all.findIndex((each) => each.service === service) === index);
}

function assessors(paths: CarerPath[], wantsMore: boolean, chosen: AssessmentWay | undefined): string[] {
  const ids = paths.map((path) =>
    chosen !== undefined && path.assessmentWays.includes(chosen)
      ? chosen.service
      : wantsMore
        ? path.beyondAdvice.service
        : null,
  );
  return [...new Set(ids.filter((id) => id !== null))];
}

function nationalSteps(
  story: Story,
  { national }: Pick<Areas, 'national'>,
  kinds: CarerKind[],
  answers: NationId | null,
): RouteStep[] {
  const at = circumstances(story, kinds, story.place?.nation ?? answers);
  const outside = kinds.flatMap((kind) => national.outside[kind]).filter(({ when }) => applies(when, at));
  const general = kinds.length === 0 ? national.unclear : [];
  const also = national.also.filter(({ when }) => applies(when, at));
  return distinct([...steps(outside, 'also'), ...steps(general, 'also'), ...steps(also, 'also')]);
}

/** Somebody who is not caring now: cared for, asking for another, or no longer caring. */
function roleRoute(story: Story, { national }: Pick<Areas, 'national'>, area: Area, outside: boolean): Route {
  const { role } = story;
  if (role === undefined || role === 'carer')
    throw new Error('A carer has a pathway, not a role of their own.');
  const found = outside ? national.roles[role] : area.pathway.roles[role];
  const young = story.carerAge === 'under-18';
  const nation = story.place?.nation ?? area.nation;
  const theirs = found.filter(({ when }) => applies(when, circumstances(story, agesOf(story), nation)));
  const at = circumstances(story, young ? ['young'] : [], nation);
  const also = national.also.filter(({ when }) => applies(when, at));
  return {
    ...nowhere,
    area: outside ? null : area.id,
    services: distinct([...steps(theirs, 'advice'), ...steps(also, 'also')]),
  };
}

/** The age of somebody who is not caring now, as the kinds of carer that they would be; both while it is not known. */
function agesOf({ carerAge, carerIsAdult }: Story): CarerKind[] {
  if (carerAge === undefined) return carerIsAdult === true ? ['adult'] : ['young', 'adult'];
  return carerAge === 'under-18' ? ['young'] : ['adult'];
}

function steps(from: readonly Step[], part: RouteStep['part']): RouteStep[] {
  return from.map(({ service, why }) => ({ service, why, part }));
}

function distinct(all: RouteStep[]): RouteStep[] {
  return all.filter(({ service }, index) => all.findIndex((each) => each.service === service) === index);
}
