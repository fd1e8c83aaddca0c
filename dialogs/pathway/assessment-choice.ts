import type { Scene } from '../scene.js';
import type { FactName } from '../story/story.js';
import { route } from './route.js';

/**
 * What is still to be chosen about an assessment, where the area gives a choice: asked of somebody who wrote about one,
 * or whose story is about to be passed on, because who receives it depends on the answer.
 */
export function openAssessmentChoice({ story, content, area, progress }: Scene): FactName | null {
  const wanted =
    story.topics.includes('assessment') || progress.chosen === 'refer' || progress.chosen === 'call';
  if (!wanted) return null;
  const { assessmentWays } = route(story, content, area);
  if (assessmentWays.length === 0) return null;
  const { way, together } = story.assessment;
  if (way === undefined) return 'assessmentWay';
  const chosen = assessmentWays.find(({ id }) => id === way);
  return chosen?.together === true && together === undefined ? 'assessmentTogether' : null;
}
