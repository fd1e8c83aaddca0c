import { joinAttention } from '../../effects.js';
import type { Element, FactName } from '../../story/story.js';
import { whoWords } from '../../story/describe.js';
import type { Scene } from '../../scene.js';
import type { Question } from '../question.js';
import { meansNobody } from './who.js';

interface ElementQuestion {
  fact: Element & FactName;
  /** Whether "no" is an answer by itself, as to "who helps?". */
  noIsAnAnswer?: boolean;
  key: (scene: Scene) => string;
  thanks: string;
  choices?: (scene: Scene) => string[];
  /** What a chosen answer means besides its words. */
  chosen?: (scene: Scene, choice: string) => void;
}

/** A bare yes or no of fewer words tells nothing about what matters. */
const fewestWords = 3;

/** One of the five elements: free words, kept as they were written, with a way straight to the services. */
function element({ fact, key, thanks, choices, noIsAnAnswer, chosen: onChosen }: ElementQuestion): Question {
  return {
    fact,
    thanks,
    freeWords: true,
    prompt: (scene) => ({
      said: scene.speech.said(key(scene), { who: whoWords(scene) }),
      choices: scene.speech.answersTo(key(scene), ...(choices?.(scene) ?? []), 'skip', 'whoCanHelp'),
    }),
    again: ({ speech }) => speech.said('ask.element.again'),
    read(scene, { text, understanding }, picked) {
      const words = text.trim();
      const { unsure, yesNo } = understanding;
      const bare = words.split(/\s+/).length < fewestWords;
      const negative = yesNo === 'no' || meansNobody(scene, text);
      const no = picked === null && negative && noIsAnAnswer === true;
      const offered = this.prompt(scene).choices;
      const meant = no ? 'no' : yesNo === 'yes' && bare ? 'yes' : null;
      const chosen = offered.find(({ id }) => id === (picked ?? meant));
      const choice = chosen?.id ?? null;
      if (choice === null && (unsure || words === '')) return false;
      if (choice === null && yesNo !== null && !no && bare) return false;
      const label = chosen?.label ?? null;
      scene.story.elements[fact] = label ?? words;
      scene.story.sources[fact] = { words: label ?? words, how: choice === null ? 'said' : 'chosen' };
      if (choice !== null) onChosen?.(scene, choice);
      return true;
    },
  };
}

export const circumstances = element({
  fact: 'circumstances',
  thanks: 'reflect.heard',
  key: () => 'ask.circumstances',
});

export const wants = element({ fact: 'wants', thanks: 'reflect.outcome', key: () => 'ask.wants' });

export const barriers = element({
  fact: 'barriers',
  thanks: 'reflect.thanks',
  key: ({ story }) => (story.elements.wants === undefined ? 'ask.barriers.alone' : 'ask.barriers'),
  choices: ({ story }) =>
    story.carerAge === 'under-18'
      ? ['barrier-tired', 'barrier-alone']
      : ['barrier-tired', 'barrier-leave', 'barrier-work', 'barrier-money', 'barrier-alone'],
});

export const helps = element({
  fact: 'helps',
  noIsAnAnswer: true,
  thanks: 'reflect.noted',
  key: () => 'ask.helps',
  choices: ({ story }) => (story.carerAge === 'under-18' ? ['yes', 'sometimes', 'no', 'rather-not'] : []),
  chosen(scene, choice) {
    // A child with no grown-up to turn to is somebody's job today, whatever else they say.
    if (choice !== 'no' || scene.story.carerAge !== 'under-18') return;
    scene.speech.lead('ending.noAdultHelps');
    const words = `${scene.speech.text('ask.helps')} ${scene.heard?.text.trim() ?? ''}`;
    const reasons = [{ at: scene.now.toISOString(), words, finding: null }];
    scene.effects.attention = joinAttention(scene.effects.attention, { level: 'urgent', reasons });
  },
});

export const risks = element({ fact: 'risks', thanks: 'reflect.heard', key: () => 'ask.risks' });
