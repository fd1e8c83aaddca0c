import type { Area } from '../../../content/schema/area.js';
import type { Language } from '../../../content/language.js';
import type { Content } from '../../../content/load.js';
import type { FloorHolder } from '../../store/desk.js';
import { rolesIn, type Adviser } from '../adviser.js';
import { taken } from '../floor/floor.js';
import { deskTimers, goneTimer, timerId } from '../floor/times.js';
import type { Acts, Change, Found } from './acts.js';
import type { ActResult, Refusal } from './refusal.js';

/**
 * Takes the floor of a conversation that nobody has. Of two who try at once one gets it, and the other is told who.
 * One that has not asked for anybody may be joined, and
 * a supervisor who only looks on may join as they are. While intake is paused only those in danger or urgent are taken.
 */
export function claim(acts: Acts, adviser: Adviser, conversationId: string): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'take-conversation',
    name: 'claimed',
    holderOnly: false,
    decide: (found) => claimed(acts, adviser, found),
  });
}

async function claimed(acts: Acts, adviser: Adviser, found: Found): Promise<Change | Refusal> {
  const { holder } = found.desk;
  if (holder?.adviser === adviser.id) return {};
  if (holder) return { why: 'taken', by: holder.name };
  const { store, content } = acts.parts;
  const pause = isPressing(found) ? null : await store.desk.intakePause(found.area.id);
  if (pause) return { why: 'paused', by: pause.name };
  const presence = await store.desk.presence(adviser.id, found.area.id);
  const looksOn = !rolesIn(adviser, found.area.id).includes('adviser');
  if (presence && presence.availability !== 'here' && !looksOn) return { why: 'not-here' };
  const known = holderOf(content, adviser, found.area, found.state.story.language);
  const most = presence?.capacity ?? found.area.desk.capacity;
  return handTo(acts, found, known, most, 'desk-carer.joined');
}

/** In danger or urgent: they are taken whatever else holds. */
export function isPressing({ row }: Pick<Found, 'row'>): boolean {
  return row !== null && row.status !== 'closed' && row.level !== 'wants-person';
}

/** What a conversation becomes when `holder` gets the floor, and what the person is told. */
export function handTo(
  acts: Acts,
  found: Found,
  holder: FloorHolder,
  most: number,
  sentence: string,
): Change {
  const { record, desk, area, at } = found;
  const by = { adviser: holder.adviser, name: holder.name };
  const told = acts.tell(found, [sentence, { who: holder.shownAs }]);
  return {
    journal: [{ kind: 'claimed', by, shownAs: holder.shownAs }, ...told.journal],
    outbox: told.outbox,
    desk: taken(desk, holder, at),
    timers: {
      clear: [timerId(deskTimers.unclaimed, record.id), timerId(deskTimers.owed, record.id)],
      set: [goneTimer(area, holder.adviser, at, null)],
    },
    guard: { room: { adviser: holder.adviser, area: area.id, most } },
  };
}

/** An adviser as carers of an area see them, by the area's policy. */
export function holderOf(
  content: Content,
  adviser: Pick<Adviser, 'id' | 'name' | 'firstName' | 'team'>,
  area: Area,
  language: Language,
): FloorHolder {
  const { firstName, team } = adviser;
  const known = area.desk.shownAs === 'team' ? (team ?? firstName) : (firstName ?? team);
  const shownAs = known ?? content.words.text('desk-carer.someone', language);
  return { adviser: adviser.id, name: adviser.name, shownAs };
}
