import type { TurnContext } from 'botbuilder';
import { voiceOf, type Scene } from '../scene.js';
import { answeringArea } from './answering-area.js';

/** Answers what people in the area fear about being assessed, in a message of its own, where the area has words for it. */
export async function sayAboutAssessment(scene: Scene, context: TurnContext): Promise<void> {
  const { aboutAssessment } = answeringArea(scene.story, scene.content, scene.area).pathway;
  if (!aboutAssessment) return;
  const { language, young } = voiceOf(scene);
  const text = (young ? aboutAssessment.young?.[language] : undefined) ?? aboutAssessment[language];
  await scene.speech.sayThis(context, [{ text, short: null }]);
}
