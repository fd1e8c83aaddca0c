import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import { route } from '../../dialogs/pathway/route.js';
import { receiversOf } from '../desk/acts/refer-on-behalf.js';
import type { Draft } from './draft.js';
import { sharedCouncils, storyOf } from './told-story.js';

/** Every page of the flow after its first, in order. */
export const stepNames = [
  'you',
  'agreed',
  /** They do not know or agree yet: what can be done instead. */
  'first',
  'caring',
  'council',
  /** Nobody there takes a referral: whom to turn to. */
  'nobody',
  'story',
  'danger',
  'reach',
  'check',
  'sent',
] as const;
export type StepName = (typeof stepNames)[number];

/** The page that comes next: the first that is not done. What is changed later leads back to where they were. */
export function nextStep(content: Content, area: Area, draft: Draft, language: Language): StepName {
  if (draft.sent) return 'sent';
  const { answers } = draft;
  if (!answers.you) return 'you';
  if (!answers.agreed) return 'agreed';
  if (answers.agreed.agreed !== 'yes') return 'first';
  if (!answers.caring) return 'caring';
  const story = storyOf(content, draft, language);
  if (sharedCouncils(story).length > 0) return 'council';
  if (receiversOf(route(story, content, area)).length === 0) return 'nobody';
  if (!answers.story) return 'story';
  if (draft.dangers.length > 0 && !draft.dangersSeen) return 'danger';
  if (!answers.reach) return 'reach';
  return 'check';
}

/** Whether a page may be opened: all before it are done, and it belongs to the way they are on. */
export function mayOpen(step: StepName, next: StepName): boolean {
  if (step === next) return true;
  if (next === 'sent' || branches.includes(step)) return false;
  return stepNames.indexOf(step) < stepNames.indexOf(next);
}

/** Pages that are only there where the answers lead to them. */
const branches: readonly StepName[] = ['first', 'council', 'nobody', 'danger', 'sent', 'check'];
