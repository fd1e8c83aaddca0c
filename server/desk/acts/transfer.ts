import { z } from 'zod';
import { putAside } from '../../../bot/turn/conversation-state.js';
import type { Adviser } from '../adviser.js';
import { free } from '../floor/floor.js';
import { after, deskTimers, leftTimers, timerId } from '../floor/times.js';
import { tell } from '../floor/notices.js';
import { untilThen } from '../floor/until-then.js';
import type { Acts, Change, Found } from './acts.js';
import { handTo, holderOf } from './claim.js';
import { noteText } from './input.js';
import { agreement } from './agreement.js';
import type { ActResult, Refusal } from './refusal.js';
import { toService } from './transfer-to-service.js';

export const transferInput = z.strictObject({
  to: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('adviser'), adviser: z.string().min(1).max(200) }),
    z.strictObject({ kind: z.literal('area'), area: z.string().min(1).max(100) }),
    z.strictObject({ kind: z.literal('service'), service: z.string().min(1).max(100) }),
  ]),
  note: noteText.default(''),
  /** For a service: the words that the person agreed to; left out when they agreed before. */
  agreed: agreement.optional(),
});
type Transfer = z.output<typeof transferInput>;

/** Hands the conversation to another adviser of the area, to another area's queue or to a service, with a note for them. */
export function transfer(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  input: Transfer,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'transferred',
    holderOnly: true,
    decide: (found) => transferred(acts, found, input),
  });
}

export const reassignInput = z.strictObject({
  adviser: z.string().min(1).max(200),
  note: noteText.default(''),
});

/** A supervisor gives a conversation to an adviser, whoever has it now. */
export function reassign(
  acts: Acts,
  supervisor: Adviser,
  conversationId: string,
  { adviser, note }: z.output<typeof reassignInput>,
): Promise<ActResult> {
  return acts.perform(supervisor, conversationId, {
    right: 'supervise',
    name: 'reassigned',
    holderOnly: false,
    decide: (found) => transferred(acts, found, { to: { kind: 'adviser', adviser }, note }),
  });
}

function transferred(
  acts: Acts,
  found: Found,
  { to, note, agreed }: Transfer,
): Change | Refusal | Promise<Change | Refusal> {
  switch (to.kind) {
    case 'adviser':
      return toAdviser(acts, found, to.adviser, note);
    case 'area':
      return toArea(acts, found, to.area, note);
    case 'service':
      return toService(acts, found, to.service, note, agreed);
  }
}

async function toAdviser(acts: Acts, found: Found, id: string, note: string): Promise<Change | Refusal> {
  const { area, desk, by, state, at } = found;
  const { store, content } = acts.parts;
  if (desk.holder?.adviser === id) return {};
  const presence = await store.desk.presence(id, area.id);
  if (!presence) return { why: 'no-such-target' };
  const isThere = after(presence.seenAt, area.desk.goneMinutes) > at;
  if (presence.availability !== 'here' || !isThere) return { why: 'not-here' };
  const holder = holderOf(content, { ...presence, id }, area, state.story.language);
  const sentence = desk.holder ? 'desk-carer.changed' : 'desk-carer.joined';
  const change = handTo(acts, found, holder, presence.capacity ?? area.desk.capacity, sentence);
  const entry = {
    kind: 'transferred',
    by,
    to: { kind: 'adviser', adviser: id, name: holder.name },
    note,
  } as const;
  return { ...change, journal: [entry, ...(change.journal ?? [])] };
}

function toArea(acts: Acts, found: Found, id: string, note: string): Change | Refusal {
  const { record, row, by, at, listener } = found;
  const { content, ids } = acts.parts;
  const area = content.areas.get(id);
  if (!area || area.draft || id === record.area) return { why: 'no-such-target' };
  const there = { ...listener, area };
  const level = row?.level ?? 'wants-person';
  const told = tell(content, ids, there, [['desk-carer.otherArea'], ...untilThen(acts.parts, there, level)]);
  return {
    state: putAside(found.state),
    area: id,
    journal: [{ kind: 'transferred', by, to: { kind: 'area', area: id }, note }, ...told.journal],
    outbox: told.outbox,
    desk: free,
    timers: {
      clear: [timerId(deskTimers.owed, record.id), timerId(deskTimers.unclaimed, record.id)],
      set: leftTimers(content, area, record.id, level, at),
    },
  };
}
