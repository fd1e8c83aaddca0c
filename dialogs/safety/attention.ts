import type { Attention } from '../effects.js';
import type { Finding } from '../finding.js';
import { quoteOf } from './quote.js';

/** What has to be answered before anything else. Distress is answered within the conversation. */
export function dangers(findings: Finding[]): Finding[] {
  return findings.filter(({ response }) => response === 'urgent' || response === 'emergency');
}

/**
 * Why an adviser is needed: every reason, in the person's own sentence.
 * @param text in which it was found
 * @param at ISO 8601
 */
export function attentionFor(found: Finding[], text: string, at: string): Attention {
  return {
    level: found.some(({ response }) => response === 'emergency') ? 'danger' : 'urgent',
    reasons: found.map((finding) => ({ at, words: quoteOf(text, finding.words), finding })),
  };
}
