import type { Step } from '../planned-dialog.js';
import type { Scene } from '../scene.js';
import type { FactName } from '../story/story.js';

/**
 * What is still to be asked about how to reach the person, and what is safe; null when nothing is.
 * @param calls whether somebody may call them, so that it is asked what calls are safe
 * @param bestTime whether a good time for a call is asked for; not where the time is agreed anyhow
 */
export function contactStep(
  scene: Scene,
  { calls, bestTime }: { calls: boolean; bestTime: boolean },
): Step | null {
  const { contact, skipped: left } = scene.story;
  const skipped = (fact: FactName): boolean => left.includes(fact);
  if (contact.name === undefined && !skipped('contactName')) return { ask: 'contactName' };
  const byPhone = contact.by === 'phone' || scene.writesFrom !== null;
  if (contact.phone === undefined && contact.email === undefined) {
    if (contact.by === undefined && !byPhone && !skipped('contactMethod')) return { ask: 'contactMethod' };
    if (byPhone && !skipped('phone')) return { ask: 'phone' };
    if (contact.by === 'email' && !skipped('email')) return { ask: 'email' };
    return null;
  }
  if (contact.phone === undefined) return null;
  const { call, message, text } = contact.safe ?? {};
  if (calls && call === undefined) return { ask: 'safeToCall' };
  if (calls && call && message === undefined) return { ask: 'safeToLeaveMessage' };
  if (text === undefined) return { ask: 'safeToText' };
  if (bestTime && call && contact.bestTime === undefined && !skipped('bestTime')) return { ask: 'bestTime' };
  return null;
}
