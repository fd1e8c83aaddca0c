import { renderFor } from '../../bot/channels/render-for.js';
import type { Channel } from '../../bot/turn/channel.js';
import type { Content } from '../../content/load.js';
import type { Language } from '../../content/language.js';
import type { Ids } from '../../dialogs/scene.js';
import type { Contact } from '../../dialogs/story/story.js';
import { tell, type Listener, type Sentence, type Told } from '../desk/floor/notices.js';
import { plainPage } from '../email/plain-page.js';
import type { NewOutboxItem, OutboxPayload } from '../store/outbox.js';
import type { ReferralRecord } from '../store/referrals.js';
import { hasLeft } from './news.js';

/** What is said of a referral once the person has withdrawn it. */
export function stoppedSentence(
  content: Pick<Content, 'services'>,
  record: ReferralRecord,
  language: Language,
): Sentence {
  const service = content.services.get(record.service)?.name[language] ?? record.service;
  const key = hasLeft(record) ? 'referral-news.stoppedAfter' : 'referral-news.stoppedBefore';
  return [key, { reference: record.reference, service }];
}

/**
 * News of a referral, by a way that the person called safe. It always stands in their conversation; a text leaves only
 * where texts were not called unsafe, and for somebody on the web only where they were called safe, else an email where
 * that is how they asked to be reached.
 */
export function tellCarer(
  content: Content,
  ids: Ids,
  listener: Listener,
  contact: Contact,
  reference: string,
  sentence: Sentence,
): Told {
  const told = tell(content, ids, listener, [sentence]);
  const { channel, address } = listener;
  const unsafe = contact.safe?.text === false && (contact.phone === undefined || contact.phone === address);
  if (channel !== 'web') return unsafe ? { ...told, outbox: [] } : told;
  const payload = awayFromThePage(content, ids, listener, contact, reference, sentence);
  return { ...told, outbox: payload ? [item(ids, listener, payload)] : [] };
}

function awayFromThePage(
  content: Content,
  ids: Ids,
  { voice }: Listener,
  { phone, email, safe }: Contact,
  reference: string,
  [key, values]: Sentence,
): OutboxPayload | null {
  const said = content.words.say(key, voice, values);
  const by = (channel: Channel): string =>
    renderFor(channel, { ...said, choices: [], asks: null, discreet: false });
  if (phone !== undefined && safe?.text === true)
    return { kind: 'message', channel: 'sms', to: phone, text: by('sms') };
  if (phone !== undefined || email === undefined) return null;
  const subject = content.words.text('referral-news.newsSubject', voice.language, { reference });
  return {
    kind: 'email',
    service: 'carer',
    to: email,
    reference,
    messageId: `<${ids.unique()}@news.fingerpost>`,
    subject,
    text: by('web'),
    html: plainPage(subject, [by('web')], voice.language),
  };
}

function item(ids: Ids, { conversationId, at }: Listener, payload: OutboxPayload): NewOutboxItem {
  return { id: ids.unique(), lane: `${conversationId}:news`, dueAt: at, payload };
}
