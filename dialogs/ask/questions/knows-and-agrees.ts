import type { Question } from '../question.js';

/** Whether the carer knows that somebody asks for them, and agrees. */
export const knowsAndAgrees: Question = {
  fact: 'knowsAndAgrees',
  prompt: ({ speech }) => ({
    said: speech.said('ask.knowsAndAgrees'),
    choices: speech.answersTo('ask.knowsAndAgrees', 'yes', 'no', 'notSure'),
  }),
  read({ progress }, { understanding }, chosen) {
    const answer = chosen ?? understanding.yesNo ?? (understanding.unsure ? 'notSure' : null);
    if (answer === null) return false;
    progress.carerAgrees = answer === 'yes';
    return true;
  },
  leave: ({ progress }) => {
    progress.carerAgrees = false;
  },
};
