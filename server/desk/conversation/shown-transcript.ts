import { momentWords } from '../../../dialogs/person/waiting.js';
import { deskTimeZone } from '../time-zone.js';
import type { Content } from '../../../content/load.js';
import type { Language } from '../../../content/language.js';
import { linkText, type TextPart } from '../../webchat/link-text.js';
import { timeLabel } from '../../webchat/time-label.js';
import type { TransferTarget } from '../../turns/journal.js';
import type { Translate } from '../translate.js';
import type { Delivery } from './delivery.js';
import type { TranscriptLine } from './transcript.js';

/** One line of the transcript as an adviser sees it. */
export interface ShownLine {
  seq: number;
  /** ISO 8601, and as it is written on the page. */
  at: string;
  time: string;
  shape: 'carer' | 'bot' | 'adviser' | 'event' | 'note' | 'danger';
  /** Whose line it is, or what happened. */
  title: string;
  parts: TextPart[];
  /** What the person could choose from. */
  choices: string[];
  /** How far it has come to the person's phone. */
  delivery: ShownDelivery | null;
}

/** How far a message has come, in words. */
interface ShownDelivery {
  words: string;
  failed: boolean;
}

/** What the transcript is shown to, and how. */
export interface TranscriptReader {
  t: Translate;
  language: Language;
  now: Date;
  content: Pick<Content, 'services' | 'areas'>;
}

type Told = Pick<ShownLine, 'shape' | 'title'> & Partial<Pick<ShownLine, 'parts' | 'choices'>>;

/** Puts the journal into the words of the page. */
export function shownTranscript(lines: readonly TranscriptLine[], reader: TranscriptReader): ShownLine[] {
  const { t, now, language } = reader;
  return lines.map((line) => {
    const { seq, at, delivery } = line;
    const told = toldOf(line, reader);
    return {
      seq,
      at,
      time: timeLabel(new Date(at), now, language),
      parts: [],
      choices: [],
      ...told,
      delivery: delivery && shownDelivery(delivery, t),
    };
  });
}

/** Puts how far a message has come into the words of the page. */
export function shownDelivery({ words, state }: Delivery, t: Translate): ShownDelivery {
  return { words: t(words), failed: state === 'failed' };
}

function toldOf(line: TranscriptLine, { t, language, content, now }: TranscriptReader): Told {
  const event = (key: string, values: Record<string, string> = {}, text = ''): Told => ({
    shape: 'event',
    title: t(`desk-conversation.event.${key}`, values),
    parts: plain(text),
  });
  const service = (id: string): string => content.services.get(id)?.name[language] ?? id;
  const place = (to: TransferTarget): string => {
    if (to.kind === 'adviser') return to.name;
    return to.kind === 'area' ? (content.areas.get(to.area)?.name[language] ?? to.area) : service(to.service);
  };
  const moment = (at: string): string => momentWords(new Date(at), now, deskTimeZone, language);
  switch (line.kind) {
    case 'said':
      return {
        shape: 'carer',
        title: t('desk-conversation.carer'),
        parts: [
          ...plain(line.text),
          ...(line.media > 0
            ? plain(` [${t('desk-conversation.event.attachments', { count: line.media })}]`)
            : []),
        ],
      };
    case 'replied':
      return {
        shape: 'bot',
        title: t('desk-conversation.bot'),
        parts: linkText(line.text),
        choices: line.choices.map(({ label }) => label),
      };
    case 'notice':
      return { shape: 'bot', title: t('desk-conversation.told'), parts: linkText(line.text) };
    case 'adviser-said':
      return { shape: 'adviser', title: line.by.name, parts: linkText(line.text) };
    case 'note':
      return {
        shape: 'note',
        title: t('desk-conversation.note-by', { name: line.by.name }),
        parts: plain(line.text),
      };
    case 'screened': {
      const names = line.findings.map(({ concern, unsure }) =>
        t(`desk-queue.reason.${unsure ? 'unclear' : (concern ?? 'none')}`),
      );
      return {
        shape: 'danger',
        title: `${t('desk-conversation.event.screened')}: ${[...new Set(names)].join(', ')}`,
        parts: plain([...new Set(line.findings.map(({ words }) => `“${words}”`))].join(' ')),
      };
    }
    case 'asked-for-person':
      return event('asked-for-person');
    case 'consented':
      return event(line.given ? 'consented' : 'refused');
    case 'referred':
      return event('referred', { service: service(line.service), reference: line.reference });
    case 'booked':
      return event('booked', { reference: line.reference, time: moment(line.startsAt) });
    case 'booking-ended':
      return event(`booking-${line.status}`, { time: moment(line.startsAt) });
    case 'waits-for-place':
      return event('waits-for-place');
    case 'wished-earlier':
      return event('wished-earlier', { time: moment(line.before) });
    case 'referral-moved':
      return event(
        `referral-${line.to}`,
        { service: service(line.service), reference: line.reference, name: line.by?.name ?? '' },
        line.text,
      );
    case 'withdrawn':
      return event('withdrawn', { service: service(line.service), reference: line.reference });
    case 'told-by-other': {
      const { kind, name, organisation } = line.sender;
      const sender = [name, organisation].filter((each) => each !== null).join(', ');
      return event('told-by-other', { kind: t(`refer.sender-${kind}`), sender }, line.text);
    }
    case 'claimed':
      return event('claimed', { name: line.by.name });
    case 'handed-back':
      return event(`handed-back-${line.to}`, { name: line.by.name }, line.note);
    case 'returned':
      return event(`returned-${line.why}`, { name: line.from.name });
    case 'transferred':
      return event(`transferred-${line.to.kind}`, { name: line.by.name, to: place(line.to) }, line.note);
    case 'corrected':
      return event('corrected', { name: line.by.name }, corrected(line, t));
    case 'contact-logged':
      return event(`contact.${line.contact}`, { name: line.by.name }, line.text);
    case 'assessment-recorded': {
      const outcome = t(`desk-conversation.assessment.${line.outcome}`);
      return event('assessment', { name: line.by.name, outcome }, line.text);
    }
    case 'passed-to-officer':
      return event('passed-to-officer', { name: line.by.name }, line.text);
    case 'closed': {
      const outcome = t(`desk-queue.outcome.${line.outcome}`);
      return event('closed', { name: line.by.name, outcome }, line.note);
    }
    default:
      return event(line.kind);
  }
}

/** What of the story was put right: its name, what it was, and what it is. */
function corrected(
  { fact, before, after }: Extract<TranscriptLine, { kind: 'corrected' }>,
  t: Translate,
): string {
  const words = (value: string): string =>
    value === 'true' || value === 'false'
      ? t(`desk-conversation.answer.${value === 'true' ? 'yes' : 'no'}`)
      : value;
  const change = [before, after].filter((each) => each !== '').map(words);
  return `${t(`desk-conversation.fact.${fact}`)}: ${change.join(' → ')}`;
}

function plain(text: string): TextPart[] {
  return text === '' ? [] : [{ text, href: null }];
}
