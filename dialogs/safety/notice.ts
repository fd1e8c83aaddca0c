import type { DialogContext } from 'botbuilder-dialogs';
import type { TurnContext } from 'botbuilder';
import { joinAttention, type Attention } from '../effects.js';
import type { Finding } from '../finding.js';
import type { Scene } from '../scene.js';
import { safetyId } from './plan.js';
import { sayFixedWords } from './say-fixed-words.js';

/** What has to be answered before anything else. Distress is answered within the conversation. */
export function dangers(findings: Finding[]): Finding[] {
  return findings.filter(({ response }) => response === 'urgent' || response === 'emergency');
}

/** Marks the conversation for an adviser with every reason, in the person's own words. */
export function markForAdviser(scene: Scene, found: Finding[]): void {
  const attention: Attention = {
    level: found.some(({ response }) => response === 'emergency') ? 'danger' : 'urgent',
    reasons: found.map((finding) => ({ at: scene.now.toISOString(), words: finding.words, finding })),
  };
  scene.effects.attention = joinAttention(scene.effects.attention, attention);
}

/** Stops whatever was being asked and answers the danger; what was being asked comes back only when the person wants it. */
export async function answerDanger(dc: DialogContext, scene: Scene, found: Finding[]): Promise<void> {
  markForAdviser(scene, found);
  const [gravest] = found;
  if (!gravest) return;
  const underWay = scene.progress.danger !== null;
  if (underWay) {
    await sayMore(scene, dc.context, gravest);
    if (gravest.response === 'emergency') await dc.repromptDialog();
    return;
  }
  scene.progress.danger = {
    concern: gravest.concern,
    said: false,
    showNumbers: null,
    safeNow: null,
    carryOn: null,
  };
  await dc.beginDialog(safetyId);
}

/** New danger in the middle of the answer to an earlier one: its own words where they have not been said yet. */
async function sayMore(scene: Scene, context: TurnContext, finding: Finding): Promise<void> {
  const said = finding.concern === null || scene.progress.concernsAnswered.includes(finding.concern);
  if (said && finding.response !== 'emergency') await scene.speech.say(context, 'safety.again');
  else await sayFixedWords(scene, context);
}
