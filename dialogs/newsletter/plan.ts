import type { Newsletter } from '../../content/schema/area.js';
import { voiceOf, type Scene } from '../scene.js';
import type { Plan, Step } from '../planned-dialog.js';
import type { Question } from '../ask/question.js';
import { answeringArea } from '../pathway/answering-area.js';
import { serviceName } from '../referral/receivers.js';
import { nationalNumber } from '../story/phone.js';
import type { NewsletterWay } from './mailing.js';

export const newsletterId = 'newsletter';

/** A safe way to send it, their yes to that, and then a message there that they have to answer themselves. */
export const newsletterPlan: Plan = (scene): Step => {
  const { progress } = scene;
  if (progress.newsletter?.state !== 'asking') return 'end';
  if (voiceOf(scene).young) return { act: leaveToAdults };
  return wayStep(scene) ?? { ask: 'newsletter' };
};

/** Their age may be told only after they asked for it. */
function leaveToAdults({ progress, speech }: Scene): void {
  progress.newsletter = null;
  speech.lead('newsletter.adults');
}

/** The newsletter of the council that answers for whoever is looked after; null where there is none. */
export function newsletterHere({ story, content, area }: Scene): Newsletter | null {
  return answeringArea(story, content, area).afterwards.newsletter;
}

/** Offered unasked only to an adult, where there is one, and once. */
export function mayOfferNewsletter(scene: Scene): boolean {
  const { story, progress } = scene;
  const adult = story.carerAge !== undefined && story.carerAge !== 'under-18';
  return progress.newsletter === null && adult && newsletterHere(scene) !== null;
}

/** They would like it. True when a dialog goes on from here; false when it was only answered. */
export function wantNewsletter(scene: Scene): boolean {
  const { progress, story, speech } = scene;
  const cannot = newsletterHere(scene) === null ? 'none' : voiceOf(scene).young ? 'adults' : null;
  if (cannot !== null) {
    speech.lead(`newsletter.${cannot}`);
    return false;
  }
  const asked: readonly string[] = ['contactMethod', 'phone', 'email'];
  story.skipped = story.skipped.filter((fact) => !asked.includes(fact));
  progress.newsletter = { state: 'asking', way: null, at: null, wording: null };
  progress.finished = false;
  return true;
}

/** An address that they chose, or a number that they called safe for texts. */
function safeWay({ story }: Scene): NewsletterWay | null {
  const { phone, email, by, safe } = story.contact;
  if (phone !== undefined && safe?.text === true) return { by: 'phone', to: phone };
  return email !== undefined && by === 'email' ? { by: 'email', to: email } : null;
}

function wayStep(scene: Scene): Step | null {
  const { contact, skipped } = scene.story;
  if (safeWay(scene)) return null;
  if (contact.phone !== undefined && contact.safe?.text === undefined) return { ask: 'safeToText' };
  if (contact.email === undefined && contact.phone === undefined) {
    const byPhone = contact.by === 'phone' || scene.writesFrom !== null;
    if (contact.by === undefined && !byPhone && !skipped.includes('contactMethod'))
      return { ask: 'contactMethod' };
    if (byPhone && !skipped.includes('phone')) return { ask: 'phone' };
    if (contact.by === 'email' && !skipped.includes('email')) return { ask: 'email' };
  }
  return {
    act: (now) => {
      now.progress.newsletter = null;
      now.speech.lead('newsletter.noSafeWay');
    },
  };
}

/** Shall it be sent there? The words that were shown are kept with the answer. */
export const newsletter: Question = {
  fact: 'newsletter',
  prompt: (scene) => {
    const here = newsletterHere(scene);
    const way = safeWay(scene);
    const { language } = scene.story;
    return {
      said: scene.speech.said('newsletter.ask', {
        name: here?.name[language] ?? '',
        about: here?.about[language] ?? '',
        service: serviceName(scene, here?.from ?? ''),
        by: way?.by ?? 'email',
        to: way?.by === 'phone' ? nationalNumber(way.to) : (way?.to ?? ''),
      }),
      choices: scene.speech.answersTo('newsletter.ask', 'yes', 'no'),
    };
  },
  read(scene, { understanding }, chosen) {
    const answer = chosen ?? understanding.yesNo;
    const way = safeWay(scene);
    if ((answer !== 'yes' && answer !== 'no') || !way) return false;
    if (answer === 'no') {
      decline(scene);
      return true;
    }
    const { progress, effects, now, speech, writesFrom } = scene;
    const at = now.toISOString();
    progress.newsletter = { state: 'asked', way, at, wording: this.prompt(scene).said.text };
    effects.later.push({ kind: 'newsletter-asked', dueAt: at });
    const here = way.to === writesFrom;
    speech.lead(here ? 'newsletter.confirmHere' : `newsletter.confirm-${way.by}`);
    return true;
  },
  leave: decline,
};

function decline({ progress, speech }: Scene): void {
  progress.newsletter = { state: 'declined', way: null, at: null, wording: null };
  speech.lead('newsletter.declined');
}

/**
 * Whether somebody who writes from their phone confirms a newsletter from there: an adult, by the word alone. To ask whether
 * there is one is no yes to it.
 */
export async function confirmsNewsletter(scene: Scene): Promise<boolean> {
  const { mailing, writesFrom, progress, heard } = scene;
  const isWord = /^\P{L}*\p{L}+\P{L}*$/u.test(heard?.text ?? '');
  if (writesFrom === null || !isWord || voiceOf(scene).young) return false;
  const { state: own, way } = progress.newsletter ?? {};
  if (own === 'asked' && way?.to === writesFrom) return true;
  return (await mailing.mine()).some(({ to, state }) => to === writesFrom && state === 'pending');
}

/** They have confirmed from their own phone that it is wanted there. */
export function confirmNewsletter({ progress, effects, speech, now }: Scene): void {
  if (progress.newsletter) progress.newsletter.state = 'confirmed';
  effects.later.push({ kind: 'newsletter-confirmed', dueAt: now.toISOString() });
  speech.lead('newsletter.confirmed');
}

/** Whether there is a newsletter that they could have us stop. */
export async function hasNewsletter({ mailing, progress }: Scene): Promise<boolean> {
  const own = progress.newsletter?.state;
  if (own === 'asked' || own === 'confirmed') return true;
  return (await mailing.mine()).some(({ state }) => state !== 'unsubscribed');
}

/** No newsletter goes to them any more, wherever they had it sent. */
export function stopNewsletter({ progress, effects, now }: Scene): void {
  if (progress.newsletter) progress.newsletter.state = 'stopped';
  effects.later.push({ kind: 'newsletter-stopped', dueAt: now.toISOString() });
}
