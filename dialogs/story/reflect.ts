import type { Topic } from '../../content/schema/vocabulary.js';
import type { Scene } from '../scene.js';
import { conditionWords, listWords, whoAndAges } from './describe.js';

/** Two things said back are enough to show that it was heard. */
const mostTopics = 2;

/** Says back what the first words told, in a few plain words, before anything is asked. */
export function leadWithReflection(scene: Scene): void {
  const { story, speech, progress } = scene;
  progress.reflected = true;
  if (story.opening === undefined) return;
  leadWithLoss(scene);
  const caring = story.role === undefined || story.role === 'carer';
  const topics = story.topics
    .filter((topic: Topic) => caring && scene.content.words.has(`reflect.topic-${topic}`))
    .slice(0, mostTopics);
  const condition = story.people.length === 1 ? conditionWords(scene) : null;
  if (caring && story.people.length > 0) {
    const who = whoAndAges(scene);
    if (condition === null) speech.lead('reflect.who', { who });
    else speech.lead('reflect.whoCondition', { who, condition });
  } else if (scene.heard?.understanding.tone === 'angry') speech.lead('reflect.angry');
  else if (topics.length === 0) speech.lead('reflect.heard');
  if (topics.length > 0) {
    const named = topics.map((topic) => speech.text(`reflect.topic-${topic}`));
    speech.lead('reflect.topics', { topics: listWords(scene, named) });
  }
  if (leadWithDistress(scene)) return;
  if (caring && story.people.length > 0 && (topics.length > 0 || condition !== null))
    speech.lead('reflect.thereIsHelp');
}

/** Whose loss it is not, and who is told so with where to turn. */
const notSaidTo: readonly (string | undefined)[] = ['professional', 'former-carer'];

/** Says once that we are sorry that somebody has died. */
export function leadWithLoss({ heard, progress, speech, story }: Scene): void {
  if (heard?.understanding.bereaved !== true || progress.lossHeard || notSaidTo.includes(story.role)) return;
  progress.lossHeard = true;
  speech.lead('reflect.loss');
}

/**
 * Answers being overwhelmed or low once, with a person and a line to call, and takes the short way to help. Returns
 * whether it was said.
 */
export function leadWithDistress({ heard, progress, speech }: Scene): boolean {
  const low = heard?.findings.some(({ response }) => response === 'distress') ?? false;
  if (!low || progress.distressHeard) return false;
  progress.distressHeard = true;
  progress.direct = true;
  speech.lead('reflect.distress');
  return true;
}
