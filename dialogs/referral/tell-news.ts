import type { Said } from '../../content/words.js';
import type { Scene } from '../scene.js';
import { noteRefusal } from './consent.js';
import { serviceName } from './receivers.js';
import type { ReferralNews } from './standing.js';

/** Where each referral is, one to a line; the newest are told where there are many. */
export function referralNews(scene: Scene): Said[] {
  const { referrals, speech } = scene;
  if (referrals.length === 0) return [speech.said('referral-news.none')];
  const told = referrals.slice(-mostTold).map((news) => stateOf(scene, news));
  const stoppable = referrals.some(({ state }) => state !== 'withdrawn');
  return stoppable ? [...told, speech.said('referral-news.more')] : told;
}

/**
 * Stops every referral that is under way, wherever it is, because the person no longer agrees to it; where none was made
 * yet, none will be. Returns what to say about it.
 */
export function withdrawReferrals(scene: Scene): Said[] {
  const { referrals, speech, effects } = scene;
  noteRefusal(scene, speech.said('referral-news.refused'));
  const open = referrals.filter(({ state }) => state !== 'withdrawn');
  if (open.length === 0) return [speech.said('referral-news.refused')];
  effects.withdrawn.push(...open.map(({ reference }) => reference));
  return open.slice(-mostTold).map((news) => stopped(scene, news));
}

/** What is said of a referral once it is stopped. */
function stopped(scene: Scene, { reference, service, left }: ReferralNews): Said {
  const key = left ? 'referral-news.stoppedAfter' : 'referral-news.stoppedBefore';
  return scene.speech.said(key, { reference, service: serviceName(scene, service) });
}

function stateOf(scene: Scene, news: ReferralNews): Said {
  const { reference, service, state, onTo, left } = news;
  const values = { reference, service: serviceName(scene, service) };
  if (state === 'redirected' && onTo) {
    const next = serviceName(scene, onTo.service);
    return scene.speech.said(`referral-news.redirected${onTo.passedOn ? '' : 'Asking'}`, { ...values, next });
  }
  if (state === 'withdrawn' && !left) return scene.speech.said('referral-news.withdrawnUnsent', values);
  return scene.speech.said(`referral-news.${state}`, values);
}

/** As many as a text message has room for. */
const mostTold = 3;
