import type { NextStep } from '../progress.js';
import type { Scene } from '../scene.js';
import { route } from './route.js';

/** What can be offered at the end: a referral only where somebody receives one, more talk only where there is more to ask. */
export function offersFor({ story, content, area, progress }: Scene): NextStep[] {
  const { referTo } = route(story, content, area);
  return [
    ...(referTo.length > 0 ? (['refer', 'call'] as const) : []),
    'details',
    'person',
    ...(progress.direct && Object.keys(story.elements).length === 0 ? (['tellMore'] as const) : []),
    'notNow',
  ];
}
