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
  'adhd',
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

/** What the safety screen may find. */
export const concerns = [
  'suicide',
  'self-harm',
  'abuse-of-carer',
  'abuse-of-cared-for',
  'carer-breakdown',
  'medical',
  'child-at-risk',
  'violence',
] as const;
export type Concern = (typeof concerns)[number];

/** What follows from what was said. Never a degree of risk (NICE NG225). */
export const responses = ['none', 'distress', 'urgent', 'emergency'] as const;
export type Response = (typeof responses)[number];

/**
 * Who writes, as far as one message settles it: a carer of one of three kinds, nobody's carer, or a carer (or perhaps
 * one) of a kind that is still open.
 */
export const carerLabels = ['adult', 'parent', 'young', 'none', 'unclear'] as const;
export type CarerLabel = (typeof carerLabels)[number];

/** What a crisis list answers: each concern of the safety screen, and being overwhelmed or low. */
export const crisisNeeds = [...concerns, 'distress'] as const;
export type CrisisNeed = (typeof crisisNeeds)[number];

/** People who write and are not caring now; each has an ending of their own. */
export const otherRoles = ['cared-for', 'professional', 'friend', 'former-carer'] as const;

/** The relationships that decide how we speak of someone and, with their age, which kind of carer is writing. */
export const relationships = [
  'mother',
  'father',
  'parent',
  'wife',
  'husband',
  'partner',
  'son',
  'daughter',
  'child',
  'brother',
  'sister',
  'sibling',
  'grandmother',
  'grandfather',
  'grandparent',
  'grandchild',
  'aunt',
  'uncle',
  'motherInLaw',
  'fatherInLaw',
  'friend',
  'neighbour',
  'other',
] as const;
export type Relationship = (typeof relationships)[number];
export const ownChildren: readonly Relationship[] = ['son', 'daughter', 'child'];
export const siblings: readonly Relationship[] = ['brother', 'sister', 'sibling'];
/** Those who may well be children. */
export const younger: readonly Relationship[] = [...ownChildren, ...siblings, 'grandchild'];

/** Age groups of a cared-for person: the law changes at 18, and transition begins at 16. */
export const careeAges = ['under-16', '16-17', 'adult'] as const;
export type CareeAge = (typeof careeAges)[number];

/** Age bands of the person who writes. `under-18` decides that they are a young carer. */
export const carerAges = ['under-18', '18-25', '26-64', '65-plus'] as const;
export type CarerAge = (typeof carerAges)[number];

/** What a person can ask for at any point, whatever is being asked of them. */
export const commands = [
  'person',
  'enough',
  'restart',
  'language-en',
  'language-cy',
  'what-you-know',
  'referral-status',
  'withdraw',
  'statement',
  'change',
  'delete',
  'privacy',
  'quiet',
  'newsletter',
  'plan',
  'who-are-you',
  /** How long until an adviser answers; only while somebody waits for one. */
  'how-long',
  'menu',
  'book',
  'change-booking',
  'earlier',
  'my-booking',
  'events',
] as const;
export type Command = (typeof commands)[number];
