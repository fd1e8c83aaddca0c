import { turnDiary } from '../../booking/turn-diary.js';
import { z } from 'zod';
import { putAside, readState } from '../../../bot/turn/conversation-state.js';
import { phoneOf } from '../../../bot/turn/channel.js';
import { renderFor } from '../../../bot/channels/render-for.js';
import type { TurnOutcome } from '../../../bot/turn/bot.js';
import type { NewJournalEntry } from '../../turns/journal.js';
import type { Adviser } from '../adviser.js';
import { released } from '../floor/floor.js';
import { toPhone } from '../floor/notices.js';
import { untilThen } from '../floor/until-then.js';
import { deskTimers, timerId, leftTimers } from '../floor/times.js';
import type { Acts, Change, Found } from './acts.js';
import { noteText } from './input.js';
import type { ActResult } from './refusal.js';

export const handBackInput = z.strictObject({ to: z.enum(['queue', 'bot']), note: noteText.default('') });

/** Gives the floor up: the person keeps their place in the queue, or the bot goes on where it left off. */
export function handBack(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  { to, note }: z.output<typeof handBackInput>,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: `handed-back-to-${to}`,
    holderOnly: true,
    decide: (found) => {
      const entry = { kind: 'handed-back', by: found.by, to, note } as const;
      return to === 'queue' ? toQueue(acts, found, entry, 'desk-carer.left') : toBot(acts, found, entry);
    },
  });
}

/** Back to its place in the queue, with the truth told to the person. */
export function toQueue(acts: Acts, found: Found, entry: NewJournalEntry, sentence: string): Change {
  const { record, desk, row, area, at } = found;
  const who = desk.holder?.shownAs ?? '';
  const level = row?.level ?? 'wants-person';
  const told = acts.tell(found, [sentence, { who }], ...untilThen(acts.parts, found.listener, level));
  return {
    state: putAside(found.state),
    journal: [entry, ...told.journal],
    outbox: told.outbox,
    desk: released(desk, 'waiting'),
    timers: {
      clear: [timerId(deskTimers.owed, record.id)],
      set: leftTimers(acts.parts.content, area, record.id, level, at),
    },
  };
}

/** The bot asks again what it had asked last, in the conversation's own words. */
async function toBot(acts: Acts, found: Found, entry: NewJournalEntry): Promise<Change> {
  const { record, desk, area, at } = found;
  const { bot, ids } = acts.parts;
  const told = acts.tell(found, ['desk-carer.backToBot', { who: desk.holder?.shownAs ?? '' }]);
  const outcome = await bot.run({
    area,
    kept: record.state,
    language: null,
    said: null,
    writesFrom: phoneOf(record.channel, record.address),
    now: new Date(at),
    diary: turnDiary(
      acts.parts,
      { id: record.id, area: area.id, phone: phoneOf(record.channel, record.address) },
      acts.parts.personKeys,
    ),
  });
  const replies = repliesOf(found, outcome);
  const state = readState(outcome.state);
  return {
    // They wait for nobody now, and may ask for a person anew.
    state: { ...state, progress: { ...state.progress, askedForPerson: false } },
    journal: [entry, ...told.journal, ...replies],
    outbox: [...told.outbox, ...replies.flatMap(({ text }) => toPhone(ids, found.listener, text))],
    desk: released(desk, 'bot'),
    timers: { set: [], clear: [timerId(deskTimers.owed, record.id)] },
  };
}

function repliesOf({ record }: Found, { messages }: TurnOutcome) {
  return messages.map((message) => ({
    kind: 'replied' as const,
    text: renderFor(record.channel, message),
    choices: message.choices,
    asks: message.asks,
    discreet: message.discreet,
  }));
}
