import { correctable, forget, playbackLines } from '../../story/playback.js';
import { joined } from '../../speech.js';
import type { Question } from '../question.js';

/** The story said back, to be confirmed or put right. */
export const playback: Question = {
  fact: 'playback',
  prompt: (scene) => ({
    said: joined(
      [scene.speech.said('playback.intro'), ...playbackLines(scene), scene.speech.said('playback.right')],
      '\n',
    ),
    choices: scene.speech.choices('playback-yes', 'playback-change'),
  }),
  read({ progress }, { understanding }, chosen) {
    if (chosen === 'playback-yes' || understanding.yesNo === 'yes') {
      progress.playedBack = true;
      return true;
    }
    if (chosen === 'playback-change' || understanding.yesNo === 'no') {
      progress.correcting = 'correction';
      return true;
    }
    // "No, it's my dad" was merged already, and is played back anew.
    return understanding.facts.people.length > 0 || understanding.facts.places.length > 0;
  },
  leave({ progress }) {
    progress.playedBack = true;
  },
};

/** Which line is to be changed. */
export const correction: Question = {
  fact: 'correction',
  prompt: (scene) => ({
    said: scene.speech.said('playback.which'),
    choices: scene.speech.choices(...correctable(scene.story).map((fact) => `part-${fact}`), 'part-none'),
  }),
  read({ progress, story }, _heard, chosen) {
    if (chosen === null) return false;
    const fact = correctable(story).find((each) => chosen === `part-${each}`) ?? null;
    progress.correcting = fact;
    if (fact) forget(story, fact);
    return true;
  },
  leave({ progress }) {
    progress.correcting = null;
  },
};
