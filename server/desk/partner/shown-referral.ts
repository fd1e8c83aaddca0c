import type { Content } from '../../../content/load.js';
import type { Language } from '../../../content/language.js';
import type { Referral } from '../../../dialogs/effects.js';
import { sectionsIn, type Section } from '../../referral/sections.js';
import type { Assessment } from '../../store/referrals.js';
import type { Store } from '../../store/store.js';
import type { Translate } from '../translate.js';
import { writtenParts } from './assessment-form.js';
import { dayWords } from './partner-list.js';

/** An assessment in the words of the page. */
export interface ShownAssessment {
  title: string;
  outcome: string;
  agreement: string;
  comment: string;
  parts: { heading: string; text: string }[];
}

/** The referral as it was sent, in the adviser's language. */
export function referralSections(content: Content, referral: Referral, language: Language): Section[] {
  return sectionsIn(content, referral, language);
}

/** What was recorded on a referral, and on the one that it came from. */
export async function assessmentsOf(
  store: Pick<Store, 'referrals'>,
  { reference, followsOn }: Pick<Referral, 'reference' | 'followsOn'>,
): Promise<Assessment[]> {
  const before = followsOn === undefined ? [] : await store.referrals.assessments(followsOn);
  return [...before, ...(await store.referrals.assessments(reference))];
}

/** Puts an assessment into the words of the page. */
export function shownAssessment(t: Translate, language: Language, assessment: Assessment): ShownAssessment {
  const { kind, at, by, outcome, agreement, written } = assessment;
  const has = (written['has'] ?? '').split(' ').filter((each) => each !== '');
  return {
    title: t(`desk-partner.recorded-${kind}`, { name: by.name, date: dayWords(at, language) }),
    outcome: t(`desk-conversation.assessment.${outcome}`),
    agreement: t(`desk-partner.agreement-${agreement.answer}`),
    comment: agreement.comment,
    parts: [
      ...writtenParts
        .map((part) => ({ heading: t(`desk-partner.part-${part}`), text: written[part] ?? '' }))
        .filter(({ text }) => text !== ''),
      ...(has.length === 0
        ? []
        : [
            {
              heading: t('desk-partner.has'),
              text: has.map((each) => t(`desk-partner.has-${each}`)).join(', '),
            },
          ]),
    ],
  };
}
