import { correctable, forget, playbackLines } from '../../story/playback.js';
import { joined } from '../../joined.js';
import type { Question } from '../question.js';

/** So many words, neither a yes nor a no, tell something that was still missing. */
const wordsThatAdd = 4;

/** The story said back, to be confirmed or put right. */
export const playback: Question = {
  fact: 'playback',
  freeWords: true,
  prompt: (scene) => ({
    said: joined(
      [scene.speech.said('playback.intro'), ...playbackLines(scene), scene.speech.said('playback.right')],
      '\n',
    ),
    choices: scene.speech.choices('playback-yes', 'playback-change'),
  }),
  read({ progress, speech, story }, { understanding, text, told }, chosen) {
    // "No, it's my dad" is in the story already, and is played back anew.
    if (told === true) {
      speech.lead('playback.changed');
      return true;
    }
    if (chosen === 'playback-yes' || understanding.yesNo === 'yes') {
      progress.playedBack = true;
      return true;
    }
    if (chosen === 'playback-change' || understanding.yesNo === 'no') {
      progress.correcting = 'correction';
      return true;
    }
    const words = text.trim();
    if (understanding.unsure || words.split(/\s+/).length < wordsThatAdd) return false;
    story.elements.circumstances = [story.elements.circumstances, words].filter(Boolean).join('. ');
    speech.lead('reflect.noted');
    return true;
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
