import { stringify } from 'csv-stringify/sync';
import type { Area } from '../../content/schema/area.js';
import { nationalNumber } from '../../dialogs/story/phone.js';
import type { Store } from '../store/store.js';
import type { Subscription } from './subscriptions.js';

/** The columns, by the names that an import knows. Times are ISO 8601. */
export const columns = [
  'status',
  'channel',
  'email',
  'phone',
  'language',
  'topic',
  'area',
  'consent_at',
  'confirmed_at',
  'unsubscribed_at',
] as const;
export type Row = Record<(typeof columns)[number], string>;

/**
 * The mailing list as a council's mailing tool reads it: CSV by RFC 4180 in UTF-8, in which nothing that somebody wrote can
 * be taken for a formula. Those who have not confirmed are not on it; those who stopped are, so that the tool stops too.
 */
export async function exported(
  store: Pick<Store, 'isOptedOut'>,
  area: Area,
  all: readonly Subscription[],
): Promise<string> {
  // Who stopped it once and has not confirmed anew has stopped it.
  const settled = all.filter(({ state, stoppedAt }) => state !== 'pending' || stoppedAt !== null);
  const rows = await Promise.all(settled.map((each) => row(store, area, each)));
  return stringify(rows, {
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

async function row(
  store: Pick<Store, 'isOptedOut'>,
  area: Area,
  { by, to, language, state, consentedAt, confirmedAt, stoppedAt }: Subscription,
): Promise<Row> {
  // Who told the phone company to stop has stopped this too.
  const optedOut = by !== 'email' && (await store.isOptedOut(by, to));
  return {
    status: optedOut || state === 'pending' ? 'unsubscribed' : state,
    channel: by,
    email: by === 'email' ? to : '',
    phone: by === 'email' ? '' : nationalNumber(to),
    language,
    topic: area.afterwards.newsletter?.name.en ?? '',
    area: area.id,
    consent_at: consentedAt,
    confirmed_at: confirmedAt ?? '',
    unsubscribed_at: stoppedAt ?? '',
  };
}
