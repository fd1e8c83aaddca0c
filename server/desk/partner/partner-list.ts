import { DateTime } from 'luxon';
import type { Content } from '../../../content/load.js';
import type { Language } from '../../../content/language.js';
import { carerKinds } from '../../../dialogs/story/carer-kind.js';
import { newsOf } from '../../referral/news.js';
import type { ReferralRecord } from '../../store/referrals.js';
import type { Store } from '../../store/store.js';
import { deskTimeZone } from '../time-zone.js';
import type { Translate } from '../translate.js';
import { referralPath } from './desks.js';

/** A referral in the list of a partner's desk. */
export interface ShownReferral {
  reference: string;
  path: string;
  /** The carer, as they like to be called; nobody once they withdrew. */
  who: string;
  about: string[];
  state: string;
  date: string;
  open: boolean;
}

/** As many as anybody reads through; what is older is found by its reference. */
const mostShown = 200;

export interface ListReader {
  content: Content;
  t: Translate;
  language: Language;
}

/** What stands at a party's desk, in the words of the page: what waits for an answer first, then what changed last. */
export async function readPartnerList(
  store: Pick<Store, 'referrals' | 'findReferral'>,
  area: string,
  party: string,
  reader: ListReader,
): Promise<ShownReferral[]> {
  const records = await store.referrals.ofParty(area, party, mostShown);
  const rows = await Promise.all(records.map((record) => shownReferral(store, party, record, reader)));
  return [...rows.filter(({ open }) => open), ...rows.filter(({ open }) => !open)];
}

async function shownReferral(
  store: Pick<Store, 'findReferral'>,
  party: string,
  record: ReferralRecord,
  { content, t, language }: ListReader,
): Promise<ShownReferral> {
  const { reference, area, status, changedAt } = record;
  const referral = status === 'withdrawn' ? null : await store.findReferral(reference);
  const kinds = referral ? carerKinds(referral.story) : [];
  return {
    reference,
    path: referralPath(area, party, reference),
    who: referral?.contact.name ?? t('desk-partner.no-name'),
    about: kinds.map((kind) => t(`desk-queue.kind.${kind}`)),
    state: t(`desk-conversation.referral-state.${newsOf(content, record).state}`),
    date: dayWords(changedAt, language),
    open: status === 'open' || status === 'arrived' || status === 'returned',
  };
}

/** A day as the desk writes it. */
export function dayWords(at: string, language: Language): string {
  return DateTime.fromISO(at, { zone: deskTimeZone })
    .setLocale(language === 'en' ? 'en-GB' : 'cy')
    .toFormat('d MMMM yyyy');
}
