import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { languages } from '../../content/language.js';
import { phoneIn } from '../../dialogs/story/phone.js';
import type { AuditEntry } from '../store/desk.js';
import { stopped, type KeptSubscription, type Subscription, type Subscriptions } from './subscriptions.js';

/** What became of the rows. */
export interface Imported {
  added: number;
  stopped: number;
  /** On the list already, as the row says. */
  known: number;
  /** They had stopped it, and are not put on the list again. */
  kept: number;
  /** Lines of the file that cannot be used. */
  wrong: number[];
}

/** The file is no CSV with the columns that are needed. */
export class UnreadableList extends Error {
  override readonly name = 'UnreadableList';
}

/** How many people one file may hold. */
export const mostRows = 20_000;
/** A longer list is refused: what stands after them would be lost without a word, and stops among it. */
const linesSchema = z
  .array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.number() }) }))
  .max(mostRows);
const rowSchema = z
  .object({
    status: z
      .string()
      .trim()
      .toLowerCase()
      .pipe(z.enum(['subscribed', 'unsubscribed'])),
    email: z
      .string()
      .transform(plain)
      .pipe(z.union([z.literal(''), z.email()]))
      .default(''),
    phone: z.string().transform(plain).default(''),
    language: z
      .string()
      .trim()
      .toLowerCase()
      .pipe(z.union([z.literal(''), z.enum(languages)]))
      .default(''),
    consent_at: z.string().trim().default(''),
  })
  // Nobody is put on the list without the time at which they agreed.
  .refine(({ status, consent_at: at }) => status === 'unsubscribed' || !Number.isNaN(Date.parse(at)));

/** What an export writes before a sign that begins a formula is taken off again. */
function plain(text: string): string {
  return text.trim().replace(/^'(?=[=+\-@])/, '');
}

/**
 * Adds what another list holds. Who is on the list stays as they are, unless the row says that they have stopped; and who
 * has stopped, or has yet to confirm, is put on it by nobody but themselves.
 * @throws UnreadableList
 */
export async function imported(
  subscriptions: Subscriptions,
  area: string,
  csv: string,
  { at, entry }: { at: string; entry: AuditEntry },
): Promise<Imported> {
  const before = new Map((await subscriptions.all(area)).map((each) => [each.id, each]));
  const writes = new Map<string, { id: string; expected: number; body: Subscription }>();
  const result: Imported = { added: 0, stopped: 0, known: 0, kept: 0, wrong: [] };
  for (const { record, info } of read(csv)) {
    const row = wanted(record, at);
    const id = row && subscriptions.idOf(row);
    if (!row || id === null) {
      result.wrong.push(info.lines);
      continue;
    }
    const kept: KeptSubscription | undefined = before.get(id);
    const current = writes.get(id)?.body ?? kept ?? null;
    const became = outcome(current, row.state);
    result[became] += 1;
    if (became === 'known' || became === 'kept') continue;
    const body = became === 'stopped' ? (stopped(current, at) ?? row) : row;
    writes.set(id, { id, expected: kept?.version ?? 0, body });
  }
  const written = await subscriptions.putAll(area, [...writes.values()], [entry]);
  // Whoever changed meanwhile stays as they are then, but for a stop, which holds whatever they did.
  for (const { id, body } of writes.values()) {
    if (body.state === 'unsubscribed' && !written.includes(id))
      await subscriptions.change(area, id, (now) => stopped(now, at));
  }
  return result;
}

function outcome(
  current: Subscription | null,
  wish: Subscription['state'],
): 'added' | 'stopped' | 'known' | 'kept' {
  if (wish === 'unsubscribed') return current?.state === 'unsubscribed' ? 'known' : 'stopped';
  if (!current) return 'added';
  return current.state === 'subscribed' ? 'known' : 'kept';
}

function read(csv: string): z.infer<typeof linesSchema> {
  try {
    const lines: unknown = parse(csv, {
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
      to: mostRows + 1,
    });
    return linesSchema.parse(lines);
  } catch {
    // The error would quote what is in the file.
    throw new UnreadableList('The file is no CSV of a mailing list.');
  }
}

/** A row as somebody's place on the list; null when it cannot be used. */
function wanted(record: Record<string, string>, at: string): Subscription | null {
  const row = rowSchema.safeParse(record);
  if (!row.success) return null;
  const { status, email, phone, language, consent_at: consent } = row.data;
  const number = phone === '' ? null : phoneIn(phone);
  const way =
    email !== '' ? { by: 'email' as const, to: email } : number && { by: 'sms' as const, to: number };
  if (!way) return null;
  const consentedAt =
    consent === '' || Number.isNaN(Date.parse(consent)) ? at : new Date(consent).toISOString();
  return {
    ...way,
    language: language === '' ? 'en' : language,
    state: status,
    consentedAt,
    confirmedAt: status === 'subscribed' ? at : null,
    stoppedAt: status === 'unsubscribed' ? at : null,
    wording: null,
    conversation: null,
  };
}
