/** Needs that choose advice and services; the topic words of the field. */
export const topics = [
  'money',
  'work',
  'break',
  'health',
  'mental-health',
  'sleep',
  'isolation',
  'school',
  'benefits',
  'assessment',
  'emergency-plan',
  'equipment',
  'hospital-discharge',
  'dementia',
  'autism',
  'learning-disability',
  'mental-illness',
  'substance-misuse',
  'end-of-life',
  'bereavement',
  'transport',
  'housing',
  'training',
  'legal',
  'safeguarding',
  'young-carer-support',
  'complaint',
  'other',
] as const;
export type Topic = (typeof topics)[number];

/** Conditions of a cared-for person that change what is offered. */
export const conditions = [
  'dementia',
  'autism',
  'learning-disability',
  'mental-illness',
  'substance-misuse',
  'physical-disability',
  'long-term-illness',
  'end-of-life',
] as const;
export type Condition = (typeof conditions)[number];

/**
 * Kinds of carer that a pathway tells apart. `young-adult` is 18 to 25: adult by law, with needs of their own.
 * Someone who cares for a child and an adult has two kinds at once.
 */
export const carerKinds = ['adult', 'young-adult', 'parent', 'young'] as const;
export type CarerKind = (typeof carerKinds)[number];

/** The nations whose law and helplines the content knows. */
export const nationIds = ['wales', 'england'] as const;
export type NationId = (typeof nationIds)[number];

/** What a crisis list answers: each concern of the safety screen, and being overwhelmed or low. */
export const crisisNeeds = [
  'suicide',
  'self-harm',
  'abuse-of-carer',
  'abuse-of-cared-for',
  'carer-breakdown',
  'medical',
  'child-at-risk',
  'violence',
  'distress',
] as const;
export type CrisisNeed = (typeof crisisNeeds)[number];

/** People who write and are not caring now; each has an ending of their own. */
export const otherRoles = ['cared-for', 'professional', 'friend', 'former-carer'] as const;
export type OtherRole = (typeof otherRoles)[number];
