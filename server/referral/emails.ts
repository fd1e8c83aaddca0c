import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Values } from '../../content/words.js';
import { inSentence, localMoment } from '../../dialogs/time-words.js';
import type { Referral } from '../../dialogs/effects.js';
import { escaped, htmlPage } from '../email/html.js';
import type { EmailPayload } from '../store/outbox.js';
import { languagesOf, referralSections, type Section } from './sections.js';

/** Where and until when a referral can be answered. Times are ISO 8601. */
export interface Answering {
  url: string;
  /** When it goes back to the advisers. */
  answerBy: string;
  /** When the link ends. */
  expiresAt: string;
  timeZone: string;
}

interface Part extends Section {
  link?: { url: string; words: string };
}

/** The email that carries a referral: how to answer it, and the whole of it in words. */
export function referralEmail(content: Content, referral: Referral, answering: Answering): EmailPayload {
  const [first, ...others] = languagesOf(referral);
  const sections: Part[] = [
    ...[first, ...others].map((language) => answerPart(content, answering, language)),
    ...referralSections(content, referral),
  ];
  return email(content, referral, first, 'referral', 'subject', sections);
}

/** Tells a service that the person has withdrawn their agreement: it stops, and deletes what it was sent. */
export function withdrawalEmail(content: Content, referral: Referral): EmailPayload {
  const [first, ...others] = languagesOf(referral);
  const sections = [first, ...others].map((language) => ({
    heading: content.words.text('referral-email.withdrawnHeading', language),
    lines: ['withdrawn', 'withdrawnDelete', 'withdrawnContact'].map((key) =>
      content.words.text(`referral-email.${key}`, language, { reference: referral.reference }),
    ),
  }));
  return email(content, referral, first, 'withdrawal', 'withdrawnSubject', sections);
}

function answerPart(content: Content, answering: Answering, language: Language): Part {
  const say = (key: string, values: Values = {}): string =>
    content.words.text(`referral-email.${key}`, language, values);
  const day = (at: string): string =>
    inSentence(localMoment(new Date(at), answering.timeZone, language), 'cccc d MMMM yyyy, HH:mm', language);
  return {
    heading: say('answerHeading'),
    lines: [
      say('answerBy', { date: day(answering.answerBy) }),
      say('answerOnce', { date: day(answering.expiresAt) }),
    ],
    link: { url: answering.url, words: say('answerLink') },
  };
}

function email(
  content: Content,
  { id, service, reference }: Referral,
  language: Language,
  about: 'referral' | 'withdrawal',
  subject: string,
  sections: readonly Part[],
): EmailPayload {
  return {
    kind: 'email',
    service,
    reference,
    messageId: `<${about === 'referral' ? id : `${id}.${about}`}@referrals.fingerpost>`,
    subject: content.words.text(`referral-email.${subject}`, language, { reference }),
    text: sections.map(inText).join('\n\n'),
    html: page(sections, language),
    about,
  };
}

function inText({ heading, lines, link }: Part): string {
  return [heading, '', ...(link ? [`${link.words} ${link.url}`] : []), ...lines].join('\n');
}

function page(sections: readonly Part[], language: Language): string {
  const body = sections
    .map(
      ({ heading, lines, link }) =>
        `<h2>${escaped(heading)}</h2>\n${link ? linked(link) : ''}${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}`,
    )
    .join('\n');
  return htmlPage(sections[0]?.heading ?? '', body, language);
}

function linked({ url, words }: { url: string; words: string }): string {
  return `<p>${escaped(words)} <a href="${escaped(url)}">${escaped(url)}</a></p>\n`;
}
