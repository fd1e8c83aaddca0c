import { readState, writeState } from '../../bot/turn/conversation-state.js';
import { phoneOf } from '../../bot/turn/channel.js';
import type { Bot } from '../../bot/turn/bot.js';
import type { LaterKind } from '../../dialogs/effects.js';
import type { Contact } from '../../dialogs/story/story.js';
import { actOn, type Overdue, type OverdueParts } from '../desk/overdue/overdue.js';
import { plainPage } from '../email/plain-page.js';
import type { Signer } from './signer.js';
import type { EmailPayload } from '../store/outbox.js';
import type { LentTimer, TimerHandler } from '../timers/timer-worker.js';
import { stopPath } from './stop-pages.js';
import { phoneItem, repliedEntry } from '../turns/turn-commit.js';

export interface CheckInParts extends OverdueParts {
  bot: Pick<Bot, 'run'>;
  signer: Signer;
}

/** The kind of its timer. */
export const checkInTimer = 'check-in' satisfies LaterKind;

const dayMs = 24 * 60 * 60_000;

/**
 * Some weeks later, as the person agreed, they are asked once how it is, by the way that they called safe. On the web that
 * is a text, and the conversation goes on by text; or an email that leads back to the page. While an adviser talks with
 * them it waits; where it was stopped, or they have begun anew, nothing is sent.
 */
export function checkInDue(parts: CheckInParts): TimerHandler {
  return async (timer) => {
    const { conversationId } = timer;
    if (conversationId === null) return;
    await actOn(parts, timer, conversationId, 'checked-in', (overdue) => checkedIn(parts, timer, overdue));
  };
}

async function checkedIn(parts: CheckInParts, timer: LentTimer, { record, area, at }: Overdue) {
  const state = readState(record.state);
  const { story, progress } = state;
  if (progress.checkIn?.state !== 'waiting') return null;
  if (record.desk?.status === 'held') return postponed(timer, at);
  const to = await whereTo(parts, record, story.contact);
  progress.checkIn = { state: 'due', dueAt: null };
  progress.finished = false;
  progress.paused = false;
  const outcome = await parts.bot.run({
    area,
    kept: writeState({ ...state, dialogs: { dialogStack: [] } }),
    language: null,
    said: null,
    writesFrom: phoneOf(to.channel, to.address),
    now: new Date(at),
  });
  const frame = { id: record.id, ...to, at };
  const replies = outcome.messages.map((message) => repliedEntry(to.channel, message));
  const { email } = story.contact;
  return {
    state: outcome.state,
    moveTo: to,
    journal: replies,
    outbox: [
      ...replies.flatMap(({ text }) => phoneItem(frame, text, parts.ids)),
      ...(to.channel === 'web' && email !== undefined
        ? [emailItem(parts, record.id, email, area.id, story.language, at)]
        : []),
    ],
    timers: { clear: [timer.id], set: [] },
  };
}

/** An adviser is with them: nobody else asks how it is meanwhile. */
function postponed(timer: LentTimer, at: string) {
  const dueAt = new Date(Date.parse(at) + dayMs).toISOString();
  const { id, kind, conversationId, payload } = timer;
  return {
    journal: [],
    outbox: [],
    timers: { clear: [id], set: [{ id, kind, conversationId, dueAt, since: at, payload }] },
  };
}

/** The phone they called safe, unless another conversation of theirs is held there already. */
async function whereTo(
  { store }: CheckInParts,
  { channel, address }: Overdue['record'],
  { phone, safe }: Contact,
): Promise<Pick<Overdue['record'], 'channel' | 'address'>> {
  if (channel !== 'web' || phone === undefined || safe?.text !== true) return { channel, address };
  return (await store.findByAddress('sms', phone))
    ? { channel, address }
    : { channel: 'sms', address: phone };
}

function emailItem(
  { content, ids, link, signer }: CheckInParts,
  conversationId: string,
  to: string,
  area: string,
  language: 'en' | 'cy',
  at: string,
) {
  const stop = link(stopPath(signer, conversationId));
  const values = { link: link(`/chat/${area}?lang=${language}`), stop: `${stop}?lang=${language}` };
  const say = (key: string): string => content.words.text(`afterwards.email-${key}`, language, values);
  const lines = ['hello', 'link', 'once', 'stop'].map(say);
  const id = ids.unique();
  const payload: EmailPayload = {
    kind: 'email',
    service: 'carer',
    to,
    reference: id,
    messageId: `<${id}@check-in.fingerpost>`,
    subject: say('subject'),
    text: lines.join('\n\n'),
    html: plainPage(say('subject'), lines, language),
    unsubscribe: stop,
  };
  return { id, lane: `${conversationId}:check-in`, dueAt: at, payload };
}
