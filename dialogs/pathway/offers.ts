import type { NextStep } from '../progress.js';
import { offeredTimes } from '../booking/times.js';
import type { Topic } from '../story/story.js';
import type { Scene } from '../scene.js';
import { route } from './route.js';

/** What groups and training are for. */
const helpedByEvents: readonly Topic[] = ['isolation', 'training', 'break', 'mental-health', 'sleep'];

/** Events are offered unasked only to an adult who spoke of what they are for, and only where some are to come. */
function eventsFit({ story, times }: Scene): boolean {
  return (
    story.carerAge !== 'under-18' &&
    story.topics.some((topic) => helpedByEvents.includes(topic)) &&
    (times?.free ?? []).some(({ event }) => event !== undefined)
  );
}

/**
 * What can be offered at the end: a time only where some are free, a referral only where somebody receives one, more talk
 * only where there is more to ask.
 */
export function offersFor(scene: Scene): NextStep[] {
  const { story, content, area, progress } = scene;
  const bookable = offeredTimes(scene).length > 0;
  const { referTo } = route(story, content, area);
  return [
    ...(referTo.length > 0 ? (['refer'] as const) : []),
    ...(bookable ? (['book'] as const) : referTo.length > 0 ? (['call'] as const) : []),
    ...(eventsFit(scene) ? (['event'] as const) : []),
    'details',
    'person',
    ...(progress.direct && Object.keys(story.elements).length === 0 ? (['tellMore'] as const) : []),
    'notNow',
  ];
}
