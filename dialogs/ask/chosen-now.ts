import type { Choice } from '../reply.js';
import type { Scene } from '../scene.js';
import { chooseInEither } from './choose.js';
import { questions } from './questions/all.js';

/** The choice that `text` makes among those under our last question; null when it makes none. */
export function chosenNow(scene: Scene, text: string): Choice | null {
  const { asking } = scene.progress;
  const question = asking === null ? undefined : questions.get(asking);
  return question ? chooseInEither(scene, text, question.prompt(scene).choices) : null;
}
