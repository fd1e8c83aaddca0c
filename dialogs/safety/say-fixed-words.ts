import type { TurnContext } from 'botbuilder';
import { namedConcern, type Finding } from '../finding.js';
import type { Scene } from '../scene.js';

/** The sentence for a finding: a person wrote it, and it is said whole. */
export function fixedWordsKey({ concern, response, about, unsure }: Finding): string {
  if (unsure) return 'safety.unclear';
  if (concern === 'medical' && response === 'emergency') return 'safety.medical-emergency';
  const hasForms = concern === 'suicide' || concern === 'self-harm';
  if (hasForms && about !== null) return `safety-about.${concern}.${about}`;
  return concern === null ? 'safety.emergency-now' : `safety.${concern}`;
}

/** Says the fixed words for the gravest thing that was written, and to call now where life is in danger. */
export async function sayFixedWords(scene: Scene, context: TurnContext): Promise<void> {
  const [finding] = scene.heard?.findings ?? [];
  if (!finding) throw new Error('The finding that the fixed words answer is missing.');
  if (finding.response === 'emergency' && finding.concern !== 'medical' && finding.concern !== null) {
    scene.speech.lead('safety.emergency-now');
  }
  await scene.speech.say(context, fixedWordsKey(finding));
  const concern = namedConcern(finding);
  if (concern) scene.progress.concernsAnswered.push(concern);
}
