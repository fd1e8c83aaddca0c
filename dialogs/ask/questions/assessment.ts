import { languages } from '../../../content/language.js';
import type { AssessmentWay } from '../../../content/schema/pathway.js';
import { route } from '../../pathway/route.js';
import type { Scene } from '../../scene.js';
import { folded } from '../choose.js';
import type { Question } from '../question.js';
import { takeUp } from './next.js';

const waysOf = ({ story, content, area }: Scene): AssessmentWay[] =>
  route(story, content, area).assessmentWays;

const choiceOf = ({ id }: AssessmentWay): string => `way-${id}`;

function wayIn(scene: Scene, text: string, chosen: string | null): AssessmentWay | undefined {
  const said = folded(text);
  return waysOf(scene).find(
    (way) => chosen === choiceOf(way) || languages.some((language) => folded(way.label[language]) === said),
  );
}

/** How the carer would like their own needs looked at, where the area gives a choice: it is theirs to make. */
export const assessmentWay: Question = {
  fact: 'assessmentWay',
  prompt: (scene) => ({
    said: scene.speech.said('assessment.way'),
    choices: [
      ...waysOf(scene).map((way) => ({ id: choiceOf(way), label: way.label[scene.story.language] })),
      ...scene.speech.choices('notSure'),
    ],
  }),
  settled: ({ story }) => story.assessment.way !== undefined,
  read(scene, { text, understanding }, chosen) {
    const { story, progress, speech } = scene;
    const way = wayIn(scene, text, chosen);
    if (!way) {
      if (chosen !== 'notSure' && !understanding.unsure) return false;
      story.assessment.way = null;
      speech.lead('assessment.undecided');
      return true;
    }
    story.assessment = { way: way.id };
    story.sources.assessmentWay = { words: text, how: 'chosen' };
    const passedOn = progress.chosen === 'refer' || progress.chosen === 'call';
    if (way.referTo === undefined && passedOn) {
      speech.lead('assessment.yourself');
      takeUp(progress, 'details');
    } else if (!way.together) speech.lead('assessment.chosen');
    return true;
  },
  leave: ({ story }) => {
    story.assessment.way = null;
  },
};

/** With the person they look after, or by themselves (Care Act 2014, s.12(5); Social Services and Well-being (Wales) Act 2014, s.28). */
export const assessmentTogether: Question = {
  fact: 'assessmentTogether',
  prompt: (scene) => ({
    said: scene.speech.said('assessment.together'),
    choices: scene.speech.choices('together-separate', 'together-joint', 'notSure'),
  }),
  settled: ({ story }) => story.assessment.together !== undefined,
  read(scene, { understanding }, chosen) {
    const { assessment } = scene.story;
    if (chosen === 'together-separate') assessment.together = 'separate';
    else if (chosen === 'together-joint') assessment.together = 'joint';
    else if (chosen === 'notSure' || understanding.unsure) assessment.together = 'either';
    else return false;
    scene.speech.lead(assessment.together === 'either' ? 'assessment.undecided' : 'assessment.chosen');
    return true;
  },
  leave: ({ story }) => {
    story.assessment.together = 'either';
  },
};
