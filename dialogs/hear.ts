import { notePlace } from './ask/questions/place.js';
import { findPlace } from '../content/areas/places/find-place.js';
import type { Heard, Scene } from './scene.js';
import { leadWithDistress } from './story/reflect.js';
import { mergeFacts } from './story/merge.js';

/** Takes what was just said into the story, before any dialog answers it. */
export function hear(scene: Scene, heard: Heard): void {
  const { story, progress, speech } = scene;
  const { understanding } = heard;
  if (!progress.languageKnown && understanding.language !== null) {
    story.language = understanding.language;
    progress.languageKnown = true;
  }
  const known = story.topics.length;
  mergeFacts(story, understanding);
  if (progress.asking !== 'theirPlace') notePlaceInPassing(scene, understanding.facts.places);
  if (progress.paused || progress.finished) {
    speech.lead('reflect.welcomeBack');
    progress.moreAdvice = progress.finished && story.topics.length > known;
    progress.paused = false;
    progress.finished = false;
  }
  if (progress.reflected) leadWithDistress(scene);
  if (heard.media > 0) speech.lead('reflect.media');
}

/** A place named in passing counts only when it is here: "the hospital in Cardiff" does not move anybody there. */
function notePlaceInPassing(scene: Scene, places: string[]): void {
  if (scene.story.place !== undefined || places.length === 0) return;
  const words = places.join(', ');
  const found = findPlace(scene.content.places, words);
  if (found.kind === 'found' && found.sure && found.area === scene.area.id) notePlace(scene, words);
}
