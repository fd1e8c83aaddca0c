import { chosenNow } from './ask/chosen-now.js';
import { opening } from './ask/questions/opening.js';
import { notePlace } from './ask/questions/place.js';
import { begunBy } from '../content/areas/keyword.js';
import { findPlace } from '../content/areas/places/find-place.js';
import { correctStory } from './story/correct.js';
import type { Heard, Scene } from './scene.js';
import { dangers } from './safety/attention.js';
import type { Story } from './story/story.js';
import { leadWithDistress, leadWithLoss } from './story/reflect.js';
import { mergeFacts } from './story/merge.js';
import type { ProposedFacts } from './understanding.js';

/** Takes what was just said into the story, before any dialog answers it. */
export function hear(scene: Scene, heard: Heard): void {
  const { story, progress, speech } = scene;
  const { understanding } = beginning(scene, heard);
  if (understanding.language !== null && (!progress.languageKnown || beginsInWelsh(scene, understanding))) {
    story.language = understanding.language;
    progress.languageKnown = true;
  }
  const known = story.topics.length;
  const before = factsIn(story);
  // A choice says what its label says, and its number says nothing else.
  const chosen = chosenNow(scene, heard.text);
  if (chosen) heard.chosen = chosen;
  if (chosen === null && progress.asking === 'playback' && understanding.yesNo === 'no') {
    correctStory(scene, heard);
  } else if (chosen === null) {
    mergeFacts(story, heard.text, understanding, progress.asking);
    if (progress.asking !== 'theirPlace') notePlaceInPassing(scene, understanding.facts);
  } else if (understanding.facts.bestTime !== undefined) {
    // Told beside the choice: "can someone ring me, Thursday after the school run".
    story.contact.bestTime ??= understanding.facts.bestTime;
  }
  heard.told = factsIn(story) !== before;
  // Somebody who writes first has begun to tell their story.
  if (story.opening === undefined && progress.asking === null && understanding.command === null) {
    opening.read(scene, heard, null);
  }
  if (progress.paused || progress.finished) {
    speech.lead('reflect.welcomeBack');
    progress.moreAdvice = progress.finished && story.topics.length > known;
    progress.paused = false;
    progress.finished = false;
  }
  if (progress.reflected && dangers(heard.findings).length === 0) {
    leadWithLoss(scene);
    leadWithDistress(scene);
  }
  if (heard.media > 0) speech.lead('reflect.media');
}

/** The word of a poster says only that somebody is there, and in which language: it is no story and no answer. */
function beginning({ area, progress }: Scene, heard: Heard): Heard {
  if (progress.asking !== null && progress.asking !== 'opening') return heard;
  const begun = begunBy(heard.text, [area], area.id);
  if (!begun) return heard;
  const facts = { people: [], places: [], conditions: [], topics: [], from: {} };
  const { language } = begun;
  heard.understanding = {
    ...heard.understanding,
    language,
    facts,
    greeting: true,
    command: null,
    tone: null,
  };
  return heard;
}

/** Somebody who tells their story in Welsh is answered in Welsh, whatever language the page they came by was in. */
function beginsInWelsh({ story, area }: Scene, { language }: Heard['understanding']): boolean {
  return language === 'cy' && story.opening === undefined && area.nation === 'wales';
}

/**
 * A place named in passing counts when it is here, or when they say that the person lives there: "the hospital in
 * Cardiff" moves nobody to Cardiff.
 */
function notePlaceInPassing(scene: Scene, { places, placeIsTheirHome = false }: ProposedFacts): void {
  if (scene.story.place !== undefined || places.length === 0) return;
  const words = places.join(', ');
  const found = findPlace(scene.content.places, words);
  const here = found.kind === 'found' && found.sure && found.area === scene.area.id;
  if (here || placeIsTheirHome) notePlace(scene, words);
}

/** Who, where, how old and how to reach them, to see whether any of it was told. */
function factsIn({ people, place, carerAge, role, contact: { phone, email } }: Story): string {
  return JSON.stringify({ people, place, carerAge, role, phone, email });
}
