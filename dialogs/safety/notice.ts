import type { DialogContext } from '../bot-framework.js';
import { joinAttention } from '../effects.js';
import { namedConcern, type Finding } from '../finding.js';
import type { Scene } from '../scene.js';
import { conversationId } from '../planned-dialog.js';
import { attentionFor } from './attention.js';
import { safetyId } from './plan.js';
import { sayFixedWords } from './say-fixed-words.js';

/** Marks the conversation for an adviser. */
export function markForAdviser(scene: Scene, found: Finding[]): void {
  const attention = attentionFor(found, scene.heard?.text ?? '', scene.now.toISOString());
  scene.effects.attention = joinAttention(scene.effects.attention, attention);
}

/** Stops whatever was being asked and answers the danger; what was being asked comes back only when the person wants it. */
export async function answerDanger(dc: DialogContext, scene: Scene, found: Finding[]): Promise<void> {
  markForAdviser(scene, found);
  const [gravest] = found;
  if (!gravest) return;
  const { progress } = scene;
  const newAbuse = isNewAbuse(scene, gravest);
  if (progress.danger && dc.activeDialog && !newAbuse) {
    if (saysNotSafe(scene, gravest)) await dc.continueDialog();
    else await sayMore(scene, dc, gravest);
    return;
  }
  if (progress.danger && newAbuse) {
    progress.managing = null;
    await dc.cancelAllDialogs();
  }
  // Words that raised danger are answered here, and not said back afterwards.
  progress.reflected = true;
  progress.danger = {
    concern: namedConcern(gravest),
    said: false,
    showNumbers: null,
    safeNow: null,
    carryOn: null,
    repeats: 0,
  };
  if (dc.activeDialog) await dc.beginDialog(safetyId);
  else await dc.beginDialog(conversationId);
}

/** "No, he is at the door", asked whether they are safe: that is the answer, and what is said to it comes first. */
function saysNotSafe({ progress, heard }: Scene, finding: Finding): boolean {
  const answers = progress.asking === 'safeNow' && heard?.understanding.yesNo === 'no';
  return answers && namedConcern(finding) === progress.danger?.concern;
}

/** Abuse told in the middle of another danger: who may be looking has to be asked before anything more is shown. */
function isNewAbuse({ progress }: Scene, { concern }: Finding): boolean {
  if (concern !== 'abuse-of-carer' || progress.danger?.concern === concern) return false;
  return !progress.concernsAnswered.includes(concern);
}

/** More danger in the middle of the answer to an earlier one: its own words first, and never the same words twice running. */
async function sayMore(scene: Scene, dc: DialogContext, finding: Finding): Promise<void> {
  const { progress, speech } = scene;
  const { danger } = progress;
  const concern = namedConcern(finding);
  if (concern !== null && concern !== danger?.concern && !progress.concernsAnswered.includes(concern)) {
    await sayFixedWords(scene, dc.context);
  } else if (danger) {
    if (finding.response === 'emergency') speech.lead('safety.emergency-now');
    speech.lead(danger.repeats % 2 === 0 ? 'safety.again' : 'safety.againMore');
    danger.repeats += 1;
  }
  await dc.repromptDialog();
}
