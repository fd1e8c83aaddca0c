import type { Answerer } from '../../../content/areas/places/place-index.js';
import { findPlace, holdsPostcode } from '../../../content/areas/places/find-place.js';
import type { Both } from '../../../content/schema/text.js';
import { whoWords } from '../../story/describe.js';
import type { Scene } from '../../scene.js';
import type { Place, Story } from '../../story/story.js';
import type { Question } from '../question.js';

/** What a place is looked up in, and taken into. */
type Noting = Pick<Scene, 'content' | 'story'>;

/** Takes a place that somebody named into the story. False when it is not known, or more than one was named. */
export function notePlace(scene: Noting, words: string, how: 'said' | 'corrected' = 'said'): boolean {
  const found = findPlace(scene.content.places, words);
  if (found.kind === 'unknown' || found.kind === 'several') return false;
  const { language } = scene.story;
  scene.story.place =
    found.kind === 'found'
      ? placeOf(scene, found.name, found)
      : {
          name: found.name[language],
          area: null,
          nation: null,
          choices: found.choices.map((each) => ({
            area: each.area,
            council: councilName(scene, each),
            nation: each.nation,
          })),
        };
  scene.story.sources.theirPlace = { words, how };
  return true;
}

function placeOf(scene: Noting, name: Both, answerer: Answerer): Place {
  const council = councilName(scene, answerer);
  return {
    name: name[scene.story.language],
    area: answerer.area,
    nation: answerer.nation,
    ...(council !== null && { council }),
  };
}

function councilName(scene: Noting, { area, council }: Answerer): string | null {
  const { language } = scene.story;
  return (area === null ? council?.[language] : scene.content.areas.get(area)?.council[language]) ?? null;
}

/** Somebody who is looked after, or who has lost the person they looked after, is asked where they live themselves. */
function asksForOwn({ role }: Story): boolean {
  return role === 'cared-for' || role === 'former-carer';
}

/** Where the cared-for person lives: that council answers (Social Services and Well-being (Wales) Act 2014, ss.24, 40). */
export const theirPlace: Question = {
  fact: 'theirPlace',
  thanks: 'reflect.thanks',
  prompt: (scene) => ({
    said: scene.speech.said(asksForOwn(scene.story) ? 'ask.theirPlace.yours' : 'ask.theirPlace', {
      who: whoWords(scene),
      count: Math.max(1, scene.story.people.length),
    }),
    choices: scene.speech.choices('skip'),
  }),
  again: (scene) => {
    const words = scene.heard?.text ?? '';
    if (scene.heard?.understanding.facts.placeIsShared) return scene.speech.said('ask.theirPlace.together');
    if (findPlace(scene.content.places, words).kind === 'several')
      return scene.speech.said('ask.theirPlace.several', { who: whoWords(scene) });
    return scene.speech.said(holdsPostcode(words) ? 'ask.theirPlace.postcode' : 'ask.theirPlace.again');
  },
  settled: ({ story }) => story.place !== undefined,
  read: (scene, { text }) => scene.story.place !== undefined || notePlace(scene, text),
};

/** Which council it is, where a place is shared between several; or whether it is here, where we do not know the place. */
export const theirCouncil: Question = {
  fact: 'theirCouncil',
  prompt(scene) {
    const { place } = scene.story;
    const { speech } = scene;
    if (place?.choices) {
      return {
        said: speech.said('ask.theirCouncil', { place: place.name }),
        choices: [
          ...place.choices.flatMap(({ council }) =>
            council === null ? [] : [{ id: council, label: council }],
          ),
          ...speech.choices('notSure'),
        ],
      };
    }
    return {
      said: speech.said('ask.theirCouncil.unknown', { areaName: scene.area.name[scene.story.language] }),
      choices: speech.answersTo('ask.theirCouncil.unknown', 'yes', 'no', 'notSure'),
    };
  },
  settled: ({ story }) => story.place !== undefined && story.place.choices === undefined,
  read(scene, { understanding }, chosen) {
    const { story } = scene;
    const here: Place = {
      name: story.place?.name ?? scene.area.name[story.language],
      area: scene.area.id,
      council: scene.area.council[story.language],
      nation: scene.area.nation,
    };
    const picked = story.place?.choices?.find(({ council }) => council !== null && council === chosen);
    if (picked && story.place) {
      story.place = {
        name: story.place.name,
        area: picked.area,
        nation: picked.nation,
        ...(picked.council !== null && { council: picked.council }),
      };
      return true;
    }
    if (
      chosen === 'notSure' ||
      (story.place?.choices === undefined && (chosen === 'yes' || understanding.yesNo === 'yes'))
    ) {
      // Not sure: this area's front door can look the address up, so nobody is turned away.
      story.place = here;
      return true;
    }
    if (story.place?.choices === undefined && (chosen === 'no' || understanding.yesNo === 'no')) {
      story.place = {
        name: story.sources.theirPlace?.words ?? scene.speech.text('ending.thatPlace'),
        area: null,
        nation: null,
      };
      return true;
    }
    return false;
  },
  leave(scene) {
    const { story, area } = scene;
    story.place = {
      name: story.place?.name ?? area.name[story.language],
      area: area.id,
      council: area.council[story.language],
      nation: area.nation,
    };
  },
};
