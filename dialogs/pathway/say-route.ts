import type { Language } from '../../content/language.js';
import type { Said } from '../../content/words.js';
import { serviceName } from '../referral/receivers.js';
import { voiceOf, type Scene } from '../scene.js';
import { answeringArea } from './answering-area.js';
import { reasonFor } from './reason.js';
import { route, type RouteStep } from './route.js';

/** One best next step, then what else there is room for in one message: the rest is in the details. */
const mostWords = 68;

/** Puts in front of the next message who can help and why: the best service in full, then others by name. */
export function leadWithRoute(scene: Scene): void {
  const { services, kinds } = route(scene.story, scene.content, scene.area);
  const [best, ...others] = services;
  if (!best) throw new Error('The way on is missing: every story must have one.');
  if (kinds.length > 1) {
    leadWithBothDoors(scene, services);
    return;
  }
  const service = bestService(scene, best);
  scene.speech.leadWith(service);
  let words = wordsIn(service);
  for (const also of besides(scene, others)) {
    words += wordsIn(also);
    if (words > mostWords) return;
    scene.speech.leadWith(also);
  }
}

/** What else may be told. The nation's own helplines are in the details; here only what is near. */
function besides(scene: Scene, others: RouteStep[]): Said[] {
  const near = others.filter(({ part, service }) => part === 'also' && isLocal(scene, service));
  const more = near.map((step) =>
    scene.speech.text('advice.also', {
      service: serviceName(scene, step.service),
      why: reasonFor(step.why, voiceOf(scene)),
    }),
  );
  const moving = inTransition(scene) ? [scene.speech.said('ending.youngAdult')] : [];
  // A text has room for one service.
  return [...moving, ...more.map((text) => ({ text, short: '' }))];
}

function wordsIn({ text }: Said): number {
  return text.split(/\s+/).length;
}

/** Somebody who cares for a child and an adult: a door for each, neither before the other. */
function leadWithBothDoors(scene: Scene, services: RouteStep[]): void {
  scene.speech.lead('ending.both');
  for (const step of services.filter(({ part }) => part === 'advice')) {
    const values = { service: serviceName(scene, step.service), why: reasonFor(step.why, voiceOf(scene)) };
    scene.speech.lead('advice.door', values);
  }
}

function bestService(scene: Scene, step: RouteStep): Said {
  const { language } = scene.story;
  const what = firstSentence(scene.content.services.get(step.service)?.what[language] ?? '', language);
  return scene.speech.said('advice.service', {
    service: serviceName(scene, step.service),
    what,
    why: reasonFor(step.why, voiceOf(scene)),
  });
}

const sentences: Record<Language, Intl.Segmenter> = {
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
  cy: new Intl.Segmenter('cy', { granularity: 'sentence' }),
};

/** The rest is on the service's own page, for those who ask for the details. */
function firstSentence(text: string, language: Language): string {
  const [first] = sentences[language].segment(text);
  return first?.segment.trim() ?? text;
}

function isLocal({ content, area, story }: Scene, service: string): boolean {
  return content.services.get(service)?.area === answeringArea(story, content, area).id;
}

/** 16 to 25: help with moving on is theirs to ask for, whichever door answers. */
function inTransition({ story }: Scene): boolean {
  const years = story.carerAgeYears;
  return story.carerAge === '18-25' || (years !== undefined && years >= 16 && years <= 25);
}
