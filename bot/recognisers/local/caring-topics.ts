import type { Topic } from '../../../dialogs/story/story.js';

/** Topics that only somebody with caring on their mind brings up; anyone may ask about parking or money. */
export const caringTopics: readonly Topic[] = [
  'break',
  'assessment',
  'benefits',
  'dementia',
  'autism',
  'learning-disability',
  'mental-illness',
  'substance-misuse',
  'young-carer-support',
  'emergency-plan',
  'equipment',
  'hospital-discharge',
  'mental-health',
  'isolation',
  'safeguarding',
  'end-of-life',
];
