import { isDeepStrictEqual } from 'node:util';
import type { Referral } from '../../../dialogs/effects.js';
import { twilioAddress } from '../../../server/twilio/address.js';
import type { OutboxItem } from '../../../server/store/outbox.js';
import type { ConversationRecord, Store } from '../../../server/store/store.js';
import type { JournalEntry } from '../../../server/turns/journal.js';
import type { Talk } from './crowd.js';
import type { Deployment } from './deployment.js';

type Said = Extract<JournalEntry, { kind: 'said' }>;
type Replied = Extract<JournalEntry, { kind: 'replied' }>;

/** All that is kept of one conversation. */
interface Kept {
  record: ConversationRecord;
  journal: JournalEntry[];
  outbox: OutboxItem[];
  referrals: Referral[];
}

/** What was found of one person: nothing is wrong when `problems` is empty. */
export interface Finding {
  problems: string[];
  /** For each message, what followed it, without the words. */
  shape: string[][];
  kept: Kept;
}

async function kept(store: Store, { person }: Talk): Promise<Kept> {
  const id = person.conversationId();
  const record =
    id === null ? await store.findByAddress(person.channel, person.number!) : await store.load(id);
  if (!record) throw new Error(`The conversation of ${person.number ?? String(id)} is not there.`);
  return {
    record,
    journal: await store.journal(record.id, 0, 100_000),
    outbox: await store.outboxOf(record.id),
    referrals: await store.referralsOf(record.id),
  };
}

/** Looks at everything that became of one person's conversation. */
export async function examine(store: Store, outside: Deployment, talk: Talk): Promise<Finding> {
  const whole = await kept(store, talk);
  const problems = [
    ...inJournal(whole, talk),
    ...(talk.person.channel === 'web' ? onPage(whole, talk) : onPhone(whole, talk, outside)),
    ...(await inReferral(whole, store, outside)),
  ];
  const who = `${talk.person.channel} ${talk.person.number ?? whole.record.id}`;
  return {
    problems: problems.map((problem) => `${who}: ${problem}`),
    shape: shapeOf(whole.journal),
    kept: whole,
  };
}

function compare(what: string, found: unknown, expected: unknown): string[] {
  if (isDeepStrictEqual(found, expected)) return [];
  return [`${what}\n  found    ${JSON.stringify(found)}\n  expected ${JSON.stringify(expected)}`];
}

/** What was acknowledged is there once, in the order in which it was sent, and nothing is missing in between. */
function inJournal({ journal, record }: Kept, { person }: Talk): string[] {
  const said = journal.filter((entry): entry is Said => entry.kind === 'said');
  return [
    ...compare(
      'what was said',
      said.map(({ messageId, text }) => ({ messageId, text })),
      person.said,
    ),
    ...compare(
      'the order of the journal',
      journal.map(({ seq }) => seq),
      journal.map((_, index) => index + 1),
    ),
    ...compare('the end of the journal', record.lastSeq, journal.length),
  ];
}

/** Each reply reached the phone once, in order, and nothing else did. */
function onPhone({ journal, outbox }: Kept, { person }: Talk, { twilio }: Deployment): string[] {
  const to = twilioAddress({ channel: person.channel as 'sms' | 'whatsapp', number: person.number! });
  const arrived = twilio.messages.filter((message) => message.to === to);
  const replies = textsOf(journal);
  const messages = outbox.filter(({ payload }) => payload.kind === 'message');
  return [
    ...compare(
      'texts that arrived',
      arrived.map(({ body }) => body),
      replies,
    ),
    ...compare(
      'texts in the outbox',
      messages.map(({ payload }) => payload.kind === 'message' && payload.text),
      replies,
    ),
    ...compare(
      'how the outbox knows them',
      messages.map(({ state, providerId }) => [state, providerId]),
      arrived.map(({ sid }) => ['sent', sid]),
    ),
  ];
}

/** Whoever read on from their watermark saw everything once and in order. */
function onPage({ journal }: Kept, { person }: Talk): string[] {
  const shown = journal.filter((entry) => entry.kind === 'said' || entry.kind === 'replied');
  return compare(
    'what was seen on the web',
    person.seen.map(({ text }) => text),
    shown.map(({ text }) => text),
  );
}

/** The referral is whole, the person was told its reference, and its email arrived: one email, however often. */
async function inReferral(
  { journal, outbox, referrals }: Kept,
  store: Store,
  { mail }: Deployment,
): Promise<string[]> {
  const [referral] = referrals;
  if (!referral || referrals.length > 1) return [`${referrals.length} referrals instead of one`];
  const { reference, story, consent, contact } = referral;
  const consents = journal.filter(({ kind }) => kind === 'consented');
  const emails = outbox.flatMap(({ state, payload }) =>
    payload.kind === 'email' ? [{ state, ...payload }] : [],
  );
  const [email] = emails;
  const copies = mail.received.filter((received) => received.email.messageId === email?.messageId);
  const contents = new Set(
    copies.map(({ to, email: { subject, text, html } }) => JSON.stringify([to, subject, text, html])),
  );
  const first = copies[0]?.email;
  const opening = journal.find((entry) => entry.kind === 'said')?.text;
  return [
    ...compare(
      'the referral in the journal',
      journal.flatMap((entry) => (entry.kind === 'referred' ? [entry.reference] : [])),
      [reference],
    ),
    ...compare('the referral by its reference', await store.findReferral(reference), referral),
    ...compare('how often consent was recorded', consents.length, 1),
    ...compare('the story in the referral', story.opening, opening),
    ...(textsOf(journal).some((text) => text.includes(reference)) ? [] : ['nobody was told the reference']),
    ...compare(
      'the email in the outbox',
      emails.map(({ state, reference: about }) => [state, about]),
      [['sent', reference]],
    ),
    ...compare('the contents of the email', contents.size, 1),
    ...[reference, contact.name, consent.wording, opening]
      .filter((part) => !plain(first?.text).includes(plain(part)))
      .map((part) => `the email does not hold: ${part ?? 'a part of the referral'}`),
  ];
}

const plain = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const textsOf = (journal: JournalEntry[]): string[] =>
  journal.filter((entry): entry is Replied => entry.kind === 'replied').map(({ text }) => text);

function shapeOf(journal: JournalEntry[]): string[][] {
  const shape: string[][] = [[]];
  for (const entry of journal) {
    if (entry.kind === 'said') shape.push([]);
    else shape.at(-1)?.push(entry.kind === 'replied' ? `asks ${entry.asks ?? 'nothing'}` : entry.kind);
  }
  return shape;
}
