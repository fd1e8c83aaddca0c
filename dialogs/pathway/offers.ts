import type { NextStep } from '../progress.js';
import { offeredTimes } from '../booking/times.js';
import type { Scene } from '../scene.js';
import { route } from './route.js';

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
    'details',
    'person',
    ...(progress.direct && Object.keys(story.elements).length === 0 ? (['tellMore'] as const) : []),
    'notNow',
  ];
}
