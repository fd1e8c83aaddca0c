import type { TurnContext } from 'botbuilder';
import type { Scene } from '../scene.js';
import { askForPerson } from './ask-for-person.js';

/**
 * Says once that only English and Welsh can be read here, which numbers find an interpreter, and the same in their own
 * language where somebody wrote that; then asks an adviser to read it.
 */
export async function answerOtherLanguage(scene: Scene, context: TurnContext): Promise<void> {
  leadWithOwnLine(scene);
  const { speech, story, heard } = scene;
  const language = heard?.otherLanguage?.language?.name[story.language] ?? speech.text('languages.unknown');
  await speech.say(context, 'languages.noticed', { language });
  await askForPerson(scene, context);
}

/** The line in their own language, in front of whatever is said next. */
export function leadWithOwnLine({ speech, heard }: Scene): void {
  const line = heard?.otherLanguage?.language?.line;
  if (line) speech.lead('languages.ownLine', { line });
}
