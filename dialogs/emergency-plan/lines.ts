import type { Said } from '../../content/words.js';
import type { Scene } from '../scene.js';
import { planFacts } from '../story/story.js';

/** The plan, a line for each thing that was told; empty where there is none. */
export function planLines({ story, speech }: Pick<Scene, 'story' | 'speech'>): Said[] {
  return planFacts.flatMap((fact) => {
    const words = story.emergencyPlan?.[fact];
    return words === undefined ? [] : [speech.said(`plan.line-${fact}`, { words })];
  });
}
