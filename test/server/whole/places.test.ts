import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { slotId, type Slot } from '../../../dialogs/booking/booking.js';
import { readRedisAddress } from '../../../server/store/redis/connection/address.js';
import { openRedisStore } from '../../../server/store/redis/redis-store.js';
import type { Store } from '../../../server/store/store.js';
import { startSingle } from '../store/redis/servers.js';
import { createDeployment, type Deployment } from './deployment.js';
import { Lives } from './lives.js';
import { phonePerson, type Address, type Person } from './people.js';
import { stopProgram } from './program.js';
import { drained } from './sent.js';

const area = 'vale-of-glamorgan';
const people = 8;
const places = 3;
const kills = 5;
const longestEndMs = 120_000;
const booksAPlace = ["what's on", '1', 'skip', 'yes', 'yes', 'yes'];

/** An event in a month, with fewer places than there are people who want one. */
async function publish(store: Store): Promise<Slot> {
  const start = new Date(Date.now() + 30 * 24 * 60 * 60_000).toISOString();
  const end = new Date(Date.parse(start) + 60 * 60_000).toISOString();
  const both = (words: string) => ({ en: words, cy: words });
  const event = { title: both('First aid'), where: both('The Library'), forWhom: both('all adult carers') };
  const offer = 'event-of-the-test';
  const slot = {
    id: slotId(area, offer, start),
    area,
    offer,
    startsAt: start,
    endsAt: end,
    capacity: places,
    event,
  };
  await store.diary.putSlots([{ ...slot, cancelled: null }], { timers: { set: [], clear: [] }, audit: [] });
  return slot;
}

/** Everybody goes after a place at once, each message of theirs to wherever the program is then. */
async function everybodyBooks(address: Address): Promise<Person[]> {
  const crowd = Array.from({ length: people }, (_, index) =>
    phonePerson('sms', `+44770090020${index}`, { address, copies: () => (index % 3 === 0 ? 2 : 1) }),
  );
  await Promise.all(
    crowd.map(async (person) => {
      for (const text of booksAPlace) await person.say(text);
    }),
  );
  return crowd;
}

/** Each place is had once, by somebody who was told so, and everybody else was told the truth. */
async function expectPlacesKept(deployment: Deployment, slot: Slot, crowd: readonly Person[]): Promise<void> {
  const store = await deployment.openStore();
  try {
    const window = [new Date(slot.startsAt), new Date(Date.parse(slot.startsAt) + 1)] as const;
    const booked = (await store.diary.bookings(area, ...window)).filter(({ status }) => status === 'booked');
    const [kept] = await store.diary.slots(area, ...window);
    expect(kept?.taken).to.equal(places);
    expect(booked).to.have.length(places);
    expect(new Set(booked.map(({ conversationId }) => conversationId)).size).to.equal(places);
    for (const { number } of crowd) {
      const record = await store.findByAddress('sms', number ?? '');
      const own = booked.filter(({ conversationId }) => conversationId === record?.id);
      const told = (await store.outboxOf(record?.id ?? '')).flatMap(({ payload }) =>
        payload.kind === 'message' ? [payload.text] : [],
      );
      expect(told.filter((text) => text.includes("It's booked"))).to.have.length(own.length);
      for (const { reference } of own) expect(told.join('\n')).to.contain(reference);
      if (own.length === 0) expect(told.join('\n')).to.match(/has just gone|This is full/);
    }
  } finally {
    await store.close();
  }
}

describe('places that more people want than there are', function () {
  this.timeout(5 * 60_000);

  it('are each had once, though the program is killed in the middle of it', async () => {
    const deployment = await createDeployment();
    try {
      const store = await deployment.openStore();
      const slot = await publish(store);
      await store.close();
      const lives = new Lives(deployment.start);
      const killing = (async () => {
        for (let kill = 1; kill <= kills; kill += 1) {
          await lives.address();
          // A little later in its life each time, so that it dies in the first message and in the last.
          await sleep(kill * 300);
          await lives.killAndStart();
        }
      })();
      const [crowd] = await Promise.all([everybodyBooks(lives.address), killing]);
      await drained(await lives.address(), longestEndMs);
      expect((await stopProgram(lives.current)).code).to.equal(0);
      await expectPlacesKept(deployment, slot, crowd);
    } finally {
      await deployment.close();
    }
  });

  it('are each had once by people who write to two instances', async () => {
    const set = await startSingle();
    const address = readRedisAddress(set.url)!;
    const deployment = await createDeployment(
      {},
      {
        env: { STORE_URL: set.url, SECRET: 's'.repeat(32), LOG_LEVEL: 'fatal' },
        open: async () => (await openRedisStore(address, { replicas: 0, onError: () => undefined })).store,
      },
    );
    try {
      const store = await deployment.openStore();
      const slot = await publish(store);
      await store.close();
      const instances = [new Lives(deployment.start), new Lives(deployment.start)];
      let turn = 0;
      const crowd = await everybodyBooks(() => instances[turn++ % 2]!.address());
      await drained(await instances[0]!.address(), longestEndMs);
      for (const { current } of instances) expect((await stopProgram(current)).code).to.equal(0);
      await expectPlacesKept(deployment, slot, crowd);
    } finally {
      await deployment.close();
      await set.destroy();
    }
  });
});
