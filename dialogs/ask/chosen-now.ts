import type { Choice } from '../reply.js';
import type { Scene } from '../scene.js';
import { chooseInEither } from './choose.js';

/** The choice that `text` makes among those under our last question; null when it makes none. */
export function chosenNow(scene: Scene, text: string): Choice | null {
  const { asking, offered } = scene.progress;
  return asking === null ? null : chooseInEither(scene, text, offered);
}
