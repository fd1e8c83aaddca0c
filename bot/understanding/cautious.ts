import { concerns, responses } from '../../content/schema/vocabulary.js';
import type { Concern, Finding, Response } from '../../dialogs/finding.js';
import { heads } from '../classifier/labels.js';
import type { Screen } from '../screening/screen.js';
import type { Believed } from './sentences.js';

/**
 * From which belief on the model adds to what the rules noticed: that life is in danger, that it is urgent at least, that it is
 * distress at least. Below `brief` words it must be surer of anything: "some sleep" and "next door" are answers, and the
 * rules know the words that say danger so shortly. Chosen by hand, so that few dangers are missed, from the training phrases,
 * cross-validated (`npm run evaluate -- --cross-validate`), and from sets of messages outside them; none of these says how
 * messages by other people will fare. content/safety/README.md has the figures.
 */
export const thresholds = {
  emergency: 0.5,
  urgent: 0.34,
  /** Life in danger, for what may be an emergency to be urgent at least: it must never pass as nothing. */
  emergencyAtAll: 0.12,
  distress: 0.5,
  /** In a concern, for the person and the adviser to be told that it is that. */
  named: 0.4,
  /** That there is danger in one sentence, read alone, for a message to be urgent. */
  sentence: 0.9,
  /** That there is danger or distress at all, where a rule hints at something, and where it hints at life in danger. */
  hinted: 0.2,
  hintedEmergency: 0.15,
  /**
   * Below so many words a hint counts by itself, for there is little else that its words could be about, and the model must be
   * surer that it is urgent: an answer to a question tells it little.
   */
  few: 8,
  /**
   * From so many words on a loose rule is passed over where the model believes less than each of these: in danger (both heads),
   * in life in danger, in danger in any one sentence.
   */
  story: 20,
  doubted: 0.05,
  doubtedEmergency: 0.02,
  doubtedSentence: 0.6,
  urgentInFew: 0.6,
  brief: 4,
  anythingInBrief: 0.8,
} as const;

/** What a finding of the model has in place of a rule's id. */
export const learnt = 'learnt';

/** Whichever response asks for more. */
export function graver(one: Response, other: Response): Response {
  return responses.indexOf(one) >= responses.indexOf(other) ? one : other;
}

const responseBelief = (beliefs: Float32Array, response: Response): number =>
  beliefs[heads.response.from + responses.indexOf(response)] ?? 0;

/** Whether the model sees enough of danger or distress in the message for a hint to count. */
function bearsOut(beliefs: Float32Array, words: number, { response }: Finding): boolean {
  if (words < thresholds.few) return true;
  const needed = response === 'emergency' ? thresholds.hintedEmergency : thresholds.hinted;
  return 1 - responseBelief(beliefs, 'none') >= needed;
}

/**
 * That life is in danger, that it is urgent at least, and that it is urgent and of some concern: the model learnt one of these apart
 * from the other, each is wrong in ways of its own, and what both believe is right more often. Their geometric mean.
 */
function dangerIn(beliefs: Float32Array): { emergency: number; urgent: number; byBothHeads: number } {
  const emergency = responseBelief(beliefs, 'emergency');
  const urgent = emergency + responseBelief(beliefs, 'urgent');
  const ofNone = beliefs[heads.concern.from + heads.concern.names.indexOf('no-concern')] ?? 0;
  return { emergency, urgent, byBothHeads: Math.sqrt(urgent * (1 - ofNone)) };
}

/** Whether the model is all but sure that a story holds no danger, so that a loose rule does not count in it. */
function isDoubted(
  { whole, sentenceInDanger }: Pick<Believed, 'whole' | 'sentenceInDanger'>,
  words: number,
): boolean {
  const { emergency, byBothHeads } = dangerIn(whole);
  return (
    words >= thresholds.story &&
    byBothHeads < thresholds.doubted &&
    emergency < thresholds.doubtedEmergency &&
    sentenceInDanger < thresholds.doubtedSentence
  );
}

/** An emergency that is doubted: "I couldn't get my breath for crying" is distress, most often. */
function softened(found: Finding, loose: ReadonlySet<string>): Finding[] {
  if (found.response !== 'emergency' || !loose.has(found.rule)) return [];
  return [{ ...found, response: 'distress', concern: null }];
}

/**
 * The response that the model's beliefs come to. A belief in something graver counts for what is less grave as well.
 * @param words how many the message has
 */
export function learntResponse(
  { whole, sentenceInDanger }: Pick<Believed, 'whole' | 'sentenceInDanger'>,
  words: number,
): Response {
  const { emergency, urgent, byBothHeads } = dangerIn(whole);
  const needed = neededIn(words);
  if (emergency >= needed.emergency) return 'emergency';
  if (byBothHeads >= needed.urgent || emergency >= needed.emergencyAtAll) return 'urgent';
  if (sentenceInDanger >= thresholds.sentence) return 'urgent';
  return urgent + responseBelief(whole, 'distress') >= needed.distress ? 'distress' : 'none';
}

function neededIn(words: number): Record<Exclude<Response, 'none'> | 'emergencyAtAll', number> {
  const { emergency, urgent, few, urgentInFew, emergencyAtAll, distress, brief, anythingInBrief } =
    thresholds;
  if (words < brief)
    return {
      emergency: anythingInBrief,
      urgent: anythingInBrief,
      emergencyAtAll: anythingInBrief,
      distress: anythingInBrief,
    };
  if (words < few) return { emergency, urgent: urgentInFew, emergencyAtAll: urgentInFew, distress };
  return { emergency, urgent, emergencyAtAll, distress };
}

const concernBelief = (beliefs: Float32Array, concern: Concern): number =>
  beliefs[heads.concern.from + concerns.indexOf(concern)] ?? 0;

/** The concern that the model thinks likeliest, as far as it can stand with the response. */
export function learntConcern(beliefs: Float32Array, response: Response): Concern | null {
  const belief = (concern: Concern): number => concernBelief(beliefs, concern);
  if (response === 'none') return null;
  if (response === 'distress') return belief('carer-breakdown') >= 0.5 ? 'carer-breakdown' : null;
  return concerns.reduce((best, each) => (belief(each) > belief(best) ? each : best));
}

/**
 * What the rules and the model noticed together: whichever is more cautious. The model never takes away what a firm rule
 * found. A rule that only hints at danger has found nothing until the model sees some danger or distress as well; and neither a
 * hint nor a loose rule has found danger in a story in which the model is all but sure of none; but what a loose rule took for an
 * emergency is distress then, and never nothing.
 * @param noticed what the rules noticed, the gravest first
 * @param screen the ids of the rules that only hint, and of those that are loose
 * @param believed what the model makes of it
 * @param words how many the message has
 * @param gravestPart the words of the message that the model minds most
 */
export function cautious(
  noticed: Finding[],
  { hints, loose }: Pick<Screen, 'hints' | 'loose'>,
  believed: Pick<Believed, 'whole' | 'sentenceInDanger'>,
  words: number,
  gravestPart: string,
): Finding[] {
  const doubted = isDoubted(believed, words);
  const counting = noticed.filter((each) => {
    if (hints.has(each.rule)) return bearsOut(believed.whole, words, each) && !doubted;
    return !(doubted && loose.has(each.rule));
  });
  const findings = doubted ? [...counting, ...noticed.flatMap((each) => softened(each, loose))] : counting;
  const response = learntResponse(believed, words);
  const byRules = findings[0]?.response ?? 'none';
  if (response === 'none' || graver(byRules, response) === byRules) return findings;
  const concern = learntConcern(believed.whole, response);
  const unsure = isUnsure(believed.whole, response, concern) && { unsure: true as const };
  return [{ response, concern, ...unsure, words: gravestPart, about: null, rule: learnt }, ...findings];
}

/** Where somebody may be looking, it is better to be careful for nothing than to show too much. */
function isUnsure(beliefs: Float32Array, response: Response, concern: Concern | null): boolean {
  if (response !== 'urgent' || concern === null || concern === 'abuse-of-carer') return false;
  return concernBelief(beliefs, concern) < thresholds.named;
}
