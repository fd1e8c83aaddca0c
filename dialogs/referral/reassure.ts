import { says } from '../ask/chosen-now.js';
import type { Heard, Scene } from '../scene.js';

/** Somebody who fears that help means a parent or child is taken away is told what is true. False when no such fear was told. */
export function reassureOfRemoval(scene: Scene, { text }: Heard): boolean {
  if (!says(scene, text, 'fear-removal')) return false;
  scene.speech.lead('referral.reassure');
  return true;
}
