import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Area } from '../../content/schema/area.js';
import type { Referral } from '../../dialogs/effects.js';
import type { Ids } from '../../dialogs/scene.js';
import { plainPage } from '../email/plain-page.js';
import type { NewOutboxItem } from '../store/outbox.js';

export interface Receipt {
  /** The sender's address. */
  to: string;
  area: Area;
  language: Language;
  /** ISO 8601. */
  at: string;
  referrals: readonly Pick<Referral, 'id' | 'reference'>[];
}

/**
 * The email that tells the sender that it has arrived. It names the references and nobody else: whoever reads the
 * sender's mail learns nothing of the carer, and nothing that comes later is told.
 */
export function receiptItem(
  { content, ids, link }: { content: Content; ids: Ids; link: (path: string) => string },
  { to, area, language, at, referrals }: Receipt,
): NewOutboxItem {
  const say = (key: string): string =>
    content.words.text(`refer.receipt-${key}`, language, {
      references: referrals.map(({ reference }) => reference).join(', '),
      count: referrals.length,
      council: area.council[language],
      link: link(`/chat/${area.id}`),
    });
  const lines = ['arrived', 'next', 'no-more', 'change', 'danger', 'no-reply'].map(say);
  const id = ids.unique();
  return {
    id,
    lane: `receipt:${id}`,
    dueAt: at,
    payload: {
      kind: 'email',
      service: 'sender',
      to,
      reference: `receipt-${referrals[0]?.reference ?? id}`,
      messageId: `<${id}@receipts.fingerpost>`,
      subject: say('subject'),
      text: lines.join('\n\n'),
      html: plainPage(say('subject'), lines, language),
    },
  };
}
