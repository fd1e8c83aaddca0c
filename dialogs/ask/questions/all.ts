import type { FactName } from '../../story/story.js';
import { checkIn, howNow } from '../../afterwards/check-in.js';
import { newsletter } from '../../newsletter/plan.js';
import { planQuestions } from '../../emergency-plan/plan.js';
import type { Question } from '../question.js';
import { assessmentTogether, assessmentWay } from './assessment.js';
import { bookingChange, bookingConfirm, bookingKind, bookingSlot, bookingTime } from './booking.js';
import {
  bestTime,
  consent,
  contactMethod,
  contactName,
  email,
  phone,
  safeToCall,
  safeToLeaveMessage,
  safeToText,
} from './contact.js';
import { barriers, circumstances, helps, risks, wants } from './elements.js';
import { knowsAndAgrees } from './knows-and-agrees.js';
import { anythingElse, sure } from './manage.js';
import { next } from './next.js';
import { opening } from './opening.js';
import { theirCouncil, theirPlace } from './place.js';
import { correction, playback } from './playback.js';
import { carryOn, safeNow, showNumbers } from './safety.js';
import { theirAge } from './their-age.js';
import { role, who } from './who.js';
import { yourAge } from './your-age.js';

const all: Question[] = [
  opening,
  role,
  who,
  theirAge,
  theirPlace,
  theirCouncil,
  yourAge,
  circumstances,
  wants,
  barriers,
  helps,
  risks,
  playback,
  correction,
  assessmentWay,
  assessmentTogether,
  next,
  consent,
  contactName,
  contactMethod,
  phone,
  email,
  bestTime,
  safeToCall,
  safeToLeaveMessage,
  safeToText,
  knowsAndAgrees,
  safeNow,
  showNumbers,
  carryOn,
  sure,
  anythingElse,
  bookingKind,
  bookingTime,
  bookingSlot,
  bookingConfirm,
  bookingChange,
  checkIn,
  howNow,
  newsletter,
  ...planQuestions,
];

/** Every question, by the fact it asks for. */
export const questions: ReadonlyMap<FactName, Question> = new Map(
  all.map((question) => [question.fact, question]),
);
