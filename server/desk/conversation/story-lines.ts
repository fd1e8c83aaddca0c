import type { KeptState } from '../../../bot/turn/conversation-state.js';
import type { Content } from '../../../content/load.js';
import type { Language } from '../../../content/language.js';
import type { Area } from '../../../content/schema/area.js';
import { emptyDiary } from '../../../dialogs/booking/diary.js';
import { noEffects } from '../../../dialogs/effects.js';
import { noMailing } from '../../../dialogs/newsletter/mailing.js';
import { route } from '../../../dialogs/pathway/route.js';
import type { Ids, Scene } from '../../../dialogs/scene.js';
import { Speech } from '../../../dialogs/speech.js';
import { playbackLines } from '../../../dialogs/story/playback.js';

/** A service of the route and why, in the adviser's language. */
export interface RouteLine {
  service: string;
  name: string;
  why: string;
  part: 'first-contact' | 'advice' | 'beyond-advice' | 'also';
}

export interface ReadingParts {
  content: Content;
  ids: Ids;
}

/** The story in whole lines, as it is said back to the person, in the language that the adviser reads. */
export function storyLines(
  { content, ids }: ReadingParts,
  { story, progress }: KeptState,
  area: Area,
  language: Language,
  now: Date,
): string[] {
  const read = { ...story, language };
  const speech = new Speech(content.words, () => ({ language, young: false }), { en: {}, cy: {} });
  const scene: Scene = {
    content,
    area,
    now,
    ids,
    story: read,
    progress,
    heard: null,
    effects: noEffects(),
    speech,
    writesFrom: null,
    referrals: [],
    link: (path) => path,
    diary: emptyDiary,
    mailing: noMailing,
    times: null,
  };
  return playbackLines(scene).map(({ text }) => text);
}

/** Where the story leads, with the reasons. */
export function routeLines(
  content: Content,
  { story }: KeptState,
  area: Area,
  language: Language,
): RouteLine[] {
  return route(story, content, area).services.map(({ service, why, part }) => ({
    service,
    name: content.services.get(service)?.name[language] ?? service,
    why: why[language],
    part,
  }));
}
