import { z } from 'zod';
import { putAside } from '../../../bot/turn/conversation-state.js';
import { deskOutcomes } from '../../store/desk.js';
import type { Adviser } from '../adviser.js';
import { released } from '../floor/floor.js';
import { deskTimers, timerId } from '../floor/times.js';
import type { Acts } from './acts.js';
import { noteText } from './input.js';
import type { ActResult } from './refusal.js';

export const closeInput = z.strictObject({ outcome: z.enum(deskOutcomes), note: noteText.default('') });

/** Finishes with what came of it. When the person writes again it is open again, and offered to the same adviser. */
export function close(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  { outcome, note }: z.output<typeof closeInput>,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'closed',
    holderOnly: true,
    decide: (found) => {
      const { desk, by, record } = found;
      const aside = putAside(found.state);
      const told = acts.tell(found, ['desk-carer.closed', { who: desk.holder?.shownAs ?? '' }]);
      return {
        // They are welcomed back when they write again, and may ask for a person anew.
        state: { ...aside, progress: { ...aside.progress, paused: true, askedForPerson: false } },
        journal: [{ kind: 'closed', by, outcome, note }, ...told.journal],
        outbox: told.outbox,
        desk: { ...released(desk, 'closed'), outcome },
        timers: { set: [], clear: [timerId(deskTimers.owed, record.id)] },
      };
    },
  });
}
