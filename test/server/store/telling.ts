import { expect } from 'chai';
import { noDiaryChange, slotId } from '../../../dialogs/booking/booking.js';
import type { Slot } from '../../../dialogs/booking/booking.js';
import { newStory } from '../../../dialogs/story/story.js';
import type { DeskState } from '../../../server/store/desk.js';
import type { ReferralStanding } from '../../../server/store/referrals.js';
import type { Store } from '../../../server/store/store.js';
import { attention, commitNext, message, minute, referral, replied, said, turn } from './samples.js';

/** What must stand nowhere that is sealed. */
export const sentence = 'my Zebulon has not slept since Whitsun';
export const number = '+447700900814';
export const stoppedNumber = '+447700900825';
const area = 'vale-of-glamorgan';
const at = minute(0).toISOString();
const always = [minute(-1e6), minute(1e6)] as const;

const desk: DeskState = {
  version: 1,
  status: 'held',
  holder: { adviser: 'a1', name: sentence, shownAs: 'Ann', since: at },
  offeredTo: null,
  owedSince: null,
  outcome: null,
  alerts: null,
  deleting: false,
};

function standing(reference: string): ReferralStanding {
  const about = {
    area,
    service: 'unpaid-carers-hub',
    party: 'hub',
    by: null,
    onTo: null,
    item: null,
    link: null,
  };
  return { ...about, reference, status: 'open', changedAt: at, reason: sentence };
}

/** Has a store keep the sentence and the numbers in every way in which it keeps what people said. */
export async function tellAll(store: Store, id = 'c1'): Promise<void> {
  const startsAt = minute(60).toISOString();
  const slot: Slot = {
    id: slotId(area, 'calls', startsAt),
    ...{ area, offer: 'calls', startsAt, endsAt: minute(90).toISOString(), capacity: 1 },
  };
  const details = { name: sentence, phone: number, language: 'cy' as const, remindBy: null };
  await commitNext(
    store,
    turn(id, {
      conversation: {
        channel: 'sms',
        address: number,
        state: JSON.stringify({ story: sentence, phone: number }),
      },
      messageId: `${id}-1`,
      journal: [said(`${id}-1`, sentence), replied(`You said: ${sentence}`)],
      outbox: [
        message(`${id}-1`, { text: sentence, to: number }),
        message(`${id}-2`, { lane: 'other', text: sentence, to: number }),
      ],
      attention: attention('urgent', sentence),
      referrals: [
        referral(`${id}-r`, {
          story: { ...newStory(area, 'en'), opening: sentence },
          contact: { name: sentence, phone: number },
        }),
      ],
      standings: [standing(`REF-${id}-r`)],
      assessments: [
        {
          ...{ id: `${id}-a`, reference: `REF-${id}-r`, area, party: 'hub', kind: 'assessment', at },
          ...{ outcome: 'advice-enough', by: { adviser: 'a1', name: 'Ann' }, written: { wants: sentence } },
          agreement: { answer: 'agreed', comment: sentence },
        },
      ],
      diary: { ...noDiaryChange(), book: [{ id: `${id}-b`, reference: `B-${id}`, slot, details }] },
      desk,
    }),
  );
  await store.records.put(
    area,
    'list',
    [{ id: 'n1', expected: 0, body: { name: sentence, phone: number } }],
    [],
  );
  await store.setOptOut('sms', stoppedNumber, true, minute(0));
  await store.deskSessions.add({ key: 's1', adviser: 'a1', value: { name: sentence }, expiresAt: startsAt });
}

/** All of it as the store tells it. */
export async function toldOf(store: Store, id = 'c1'): Promise<unknown> {
  const record = await store.load(id);
  return {
    record: { ...record, state: record?.state },
    found: (await store.findByAddress('sms', number))?.id,
    seen: await store.findMessage('sms', `${id}-1`),
    journal: await store.journal(id, 0, 10),
    outbox: await store.outboxOf(id),
    row: await store.desk.rowOf(id),
    held: (await store.desk.held(area, 'a1', 10)).map((row) => row.reasons),
    referrals: await store.referralsOf(id),
    standings: await store.referrals.ofConversation(id),
    assessments: await store.referrals.assessments(`REF-${id}-r`),
    bookings: await store.diary.bookings(area, ...always),
    records: await store.records.all(area, 'list'),
    stopped: await store.isOptedOut('sms', stoppedNumber),
    session: await store.deskSessions.find('s1', minute(0)),
  };
}

/** What was told, without what a restore marks on purpose. */
export async function toldBut(store: Store, marks: readonly string[], id = 'c1'): Promise<unknown> {
  const told = (await toldOf(store, id)) as { outbox: Record<string, unknown>[] };
  const unmarked = told.outbox.map((item) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !marks.includes(name))),
  );
  return { ...told, outbox: unmarked };
}

/** Neither the sentence nor a number stands in it. */
export function expectUnreadable(kept: Buffer, what: string): void {
  const text = kept.toString('latin1');
  for (const telltale of ['Zebulon', 'Whitsun', number.slice(1), stoppedNumber.slice(1)]) {
    expect(text.includes(telltale), `${telltale} in ${what}`).to.equal(false);
  }
}
