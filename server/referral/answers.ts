import type { Attention, AttentionReason, Referral } from '../../dialogs/effects.js';
import { free } from '../desk/floor/floor.js';
import type { Sentence, Told } from '../desk/floor/notices.js';
import type { DeskState } from '../store/desk.js';
import type { By, ReferralMove } from '../turns/journal.js';
import type { ToldWhy } from './answer/answer-form.js';
import { unanswered, unansweredTimerId } from './dispatch.js';
import type { FoundReferral, MoveChange, MoveParts } from './moves.js';
import { tellCarer } from './tell-carer.js';
import { moved } from './withdraw.js';

/** What a receiver says to a referral. */
export type Answer =
  /** They have it, and will say later whether they take it. */
  | { kind: 'arrived' }
  | { kind: 'accepted' }
  | { kind: 'declined'; reason: string; told: ToldWhy }
  /** `service`: the id of the one that should have it instead. */
  | { kind: 'redirected'; service: string; reason: string };

/** Whether a referral can still be answered so. */
export function isOpenTo(
  { record: { status } }: Pick<FoundReferral, 'record'>,
  kind: Answer['kind'],
): boolean {
  if (status === 'open' || status === 'returned') return true;
  return status === 'arrived' && kind !== 'arrived';
}

/**
 * What an answer brings: the person hears of it, and what was declined is back with the advisers. What should go to another
 * service goes on at once where the person agreed to that one as well; else an adviser asks them.
 * @param by the adviser at whose own desk it was answered; null for the one-time link
 */
export function answered(parts: MoveParts, found: FoundReferral, answer: Answer, by: By | null): MoveChange {
  switch (answer.kind) {
    case 'arrived':
      return arrived(parts, found, by);
    case 'accepted':
      return {
        ...settled(found, answer, by),
        ...telling(parts, found, 'newsAccepted', journalOf(found, answer, by)),
      };
    case 'declined':
      return {
        ...settled(found, answer, by),
        ...telling(parts, found, 'newsDeclined', journalOf(found, answer, by), {
          told: answer.told.replaceAll('-', '_'),
        }),
        ...backAtTheDesk(found, 'declined', answer.reason),
      };
    case 'redirected':
      return redirected(parts, found, answer, by);
  }
}

/** Nobody answered in time: it is back with the advisers, and the person hears so. */
export function returned(parts: MoveParts, found: FoundReferral): MoveChange {
  const { record, at } = found;
  return {
    standings: [moved(record, { status: 'returned', changedAt: at, by: null })],
    ...telling(parts, found, 'newsReturned', entry(found, 'returned', null, '')),
    ...backAtTheDesk(found, 'unanswered', ''),
    timers: { set: [], clear: [unansweredTimerId(record.reference)] },
  };
}

function arrived({ dispatch }: MoveParts, found: FoundReferral, by: By | null): MoveChange {
  const { record, area, conversation, at } = found;
  const dueAt = dispatch.answerBy(record.service, area, new Date(at));
  return {
    standings: [moved(record, { status: 'arrived', changedAt: at, by })],
    journal: [entry(found, 'arrived', by, '')],
    timers: { set: [unanswered(record.reference, conversation.id, dueAt)], clear: [] },
  };
}

function redirected(
  parts: MoveParts,
  found: FoundReferral,
  answer: Extract<Answer, { kind: 'redirected' }>,
  by: By | null,
): MoveChange {
  const { referral, conversation, area, state, at } = found;
  const next = serviceName(parts, found, answer.service);
  const agreed = found.remembered && referral.consent.services.includes(answer.service);
  // What goes in a circle gets nowhere: an adviser asks.
  if (!agreed || found.before.includes(answer.service)) {
    return {
      ...settled(found, answer, by),
      ...telling(parts, found, 'newsRedirectedAsking', journalOf(found, answer, by), { next }),
      ...backAtTheDesk(found, 'redirected', answer.reason),
    };
  }
  const onward: Referral = {
    ...referral,
    id: parts.ids.unique(),
    reference: parts.ids.reference(),
    service: answer.service,
    onward: null,
    createdAt: at,
    followsOn: referral.reference,
  };
  const sent = parts.dispatch.send(onward, conversation.id, area);
  const told = telling(parts, found, 'newsRedirected', journalOf(found, answer, by), {
    next,
    onward: onward.reference,
  });
  const settling = settled(found, answer, by, onward.reference);
  const { reference, service } = onward;
  state.progress.referrals.push({ reference, services: [service] });
  return {
    state,
    referrals: [onward],
    standings: [...settling.standings, ...sent.standings],
    journal: [...told.journal, { kind: 'referred', reference, service }],
    outbox: [...told.outbox, ...sent.outbox],
    timers: { set: sent.timers, clear: settling.timers.clear },
  };
}

/** An answer is given once: its link and its timer end with it. */
function settled(
  { record, at }: FoundReferral,
  answer: Exclude<Answer, { kind: 'arrived' }>,
  by: By | null,
  onward: string | null = null,
): Required<Pick<MoveChange, 'standings' | 'timers'>> {
  return {
    standings: [
      moved(record, {
        status: answer.kind,
        changedAt: at,
        by,
        reason: 'reason' in answer ? answer.reason : null,
        onTo: answer.kind === 'redirected' ? { service: answer.service, reference: onward } : null,
        link: null,
      }),
    ],
    timers: { set: [], clear: [unansweredTimerId(record.reference)] },
  };
}

function journalOf(found: FoundReferral, answer: Exclude<Answer, { kind: 'arrived' }>, by: By | null) {
  return entry(found, answer.kind, by, 'reason' in answer ? answer.reason : '');
}

function entry(
  { record: { reference, service } }: FoundReferral,
  to: ReferralMove,
  by: By | null,
  text: string,
) {
  return { kind: 'referral-moved' as const, reference, service, to, by, text };
}

/** The journal entry of a move, and the news of it for the person; none for somebody who had everything erased. */
function telling(
  parts: MoveParts,
  found: FoundReferral,
  key: string,
  journal: Told['journal'][number],
  values: Record<string, string> = {},
): Told {
  if (!found.remembered) return { journal: [journal], outbox: [] };
  const { record, state, listener } = found;
  const { reference } = record;
  const service = serviceName(parts, found, record.service);
  const sentence: Sentence = [`referral-news.${key}`, { reference, service, ...values }];
  const told = tellCarer(parts.content, parts.ids, listener, state.story.contact, reference, sentence);
  return { journal: [journal, ...told.journal], outbox: told.outbox };
}

/** In the queue with the reason, or still with the adviser who has it. */
function backAtTheDesk(
  { record, conversation, remembered, at }: FoundReferral,
  why: NonNullable<AttentionReason['referral']>['why'],
  words: string,
): { attention: Attention | null; desk?: DeskState } {
  if (!remembered) return { attention: null };
  const { reference, service } = record;
  const { desk } = conversation;
  return {
    attention: {
      level: 'wants-person',
      reasons: [{ at, words, finding: null, referral: { reference, service, why } }],
    },
    ...(desk &&
      desk.status !== 'held' &&
      desk.status !== 'waiting' && { desk: { ...free, status: 'waiting', offeredTo: desk.offeredTo } }),
  };
}

function serviceName({ content }: MoveParts, { listener }: FoundReferral, id: string): string {
  return content.services.get(id)?.name[listener.voice.language] ?? id;
}
