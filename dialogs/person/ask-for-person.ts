import type { TurnContext } from 'botbuilder';
import { joinAttention } from '../effects.js';
import { beginningOf } from '../safety/quote.js';
import type { Scene } from '../scene.js';
import { leadWithHours, leadWithSooner } from './waiting.js';

/** Marks the conversation for an adviser, with the story so far, and tells the truth about hours and waiting. */
export async function askForPerson(scene: Scene, context: TurnContext): Promise<void> {
  const words = beginningOf(scene.heard?.text ?? '');
  scene.effects.attention = joinAttention(scene.effects.attention, {
    level: 'wants-person',
    reasons: [{ at: scene.now.toISOString(), words, finding: null }],
  });
  scene.speech.lead(scene.progress.askedForPerson ? 'person.already' : 'person.asked');
  leadWithHours(scene);
  leadWithSooner(scene);
  scene.progress.askedForPerson = true;
  await scene.speech.flush(context);
}
