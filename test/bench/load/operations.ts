import type { Content } from '../../../content/load.js';
import { QueueService } from '../../../server/desk/queue/queue-service.js';
import { eachReceiver } from '../../../server/store/outbox.js';
import type { Store } from '../../../server/store/store.js';
import { InProcessLiveUpdates } from '../../../server/turns/in-process-live.js';
import { area } from '../lines.js';
import { storedId, storedMessage } from '../stored.js';
import { addressOf, adviserOf, countOf, numberOf, party, personOf } from './life.js';

/** Something that the program does by itself, for the desk or for whoever runs it. */
export interface Operation {
  name: string;
  /** Does it once and returns how much it found, which must not depend on how much is stored. */
  run: () => Promise<number>;
}

const worker = 'bench';
const leaseMs = 60_000;
/** As many as a worker takes at a time. */
const lent = 16;
/** What a list shows; 1,000 conversations fill it. */
const shown = 20;
/** Few enough that 1,000 conversations last for all rounds. */
const forgotten = 1;
const dayMs = 86_400_000;
const retentionDays = 90;
const supervisor = {
  id: 'supervisor',
  name: 'Sam',
  firstName: 'Sam',
  team: null,
  grants: [{ role: 'supervisor', area } as const],
};

/** Everything that could cost more when more is stored. */
export function operationsOn(store: Store, content: Content, size: number, now: Date): Operation[] {
  let asked = 0;
  /** Another number at each call, from anywhere. */
  const any = (part: Parameters<typeof numberOf>[0]): number => {
    asked += 1;
    return numberOf(part, (asked * 7919) % countOf(part, size));
  };
  const { desk } = store;
  const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);
  return [
    {
      name: 'desk: the queue as an adviser sees it',
      async run() {
        // A new one each time: it remembers what it has read.
        const live = new InProcessLiveUpdates();
        const queue = await new QueueService({ store, content, live, clock: () => now }).whole(
          supervisor,
          area,
        );
        return (queue?.waiting.length ?? 0) + (queue?.held.length ?? 0);
      },
    },
    { name: 'desk: who waits', run: async () => (await desk.waiting(area, shown)).length },
    {
      name: 'desk: how many wait and are held',
      run: async () => Math.min((await desk.counts(area)).waiting, 1),
    },
    {
      name: 'desk: the place of one who waits',
      run: async () => ((await store.attentionPlace(storedId(any('waiting')))) >= 0 ? 1 : 0),
    },
    { name: 'desk: what an adviser holds', run: async () => (await desk.heldBy(adviserOf(1), shown)).length },
    { name: 'desk: closed last', run: async () => (await desk.closed(area, shown)).length },
    { name: 'desk: the log', run: async () => (await desk.audit({ area }, shown)).length },
    {
      name: 'desk: the log of one adviser',
      run: async () => (await desk.audit({ area, adviser: adviserOf(1) }, shown)).length,
    },
    {
      name: 'desk: the log of one conversation',
      run: async () => (await desk.audit({ area, conversationId: storedId(any('held')) }, shown)).length,
    },
    {
      name: 'desk: conversations of one person',
      run: async () => (await desk.conversationsOf([personOf(any('texted'))], shown)).length,
    },
    {
      name: "referrals at a partner's desk",
      run: async () => (await store.referrals.ofParty(area, party, shown)).length,
    },
    {
      name: 'referrals of a year, counted',
      run: async () => (await store.referrals.counts(area, ago(365))).length,
    },
    {
      name: 'outbox: lent and settled, 16 texts',
      async run() {
        const items = await store.claimOutbox(worker, now, leaseMs, eachReceiver(lent));
        const settlement = { outcome: 'retry', dueAt: now, reason: 'bench', unknown: false } as const;
        for (const { id } of items) await store.settleOutbox(id, worker, settlement, now);
        return items.length;
      },
    },
    { name: 'outbox: next due', run: async () => ((await store.nextOutboxDue()) ? 1 : 0) },
    {
      name: 'outbox: how much waits, for metrics and health',
      run: async () => Math.min((await store.outboxCounts()).waiting, 1),
    },
    {
      name: 'timers: lent and settled, 16',
      async run() {
        const timers = await store.timers.claim(worker, now, leaseMs, lent);
        for (const { id } of timers) await store.timers.settle(id, worker, now);
        return timers.length;
      },
    },
    { name: 'timers: next due', run: async () => ((await store.timers.nextDue()) ? 1 : 0) },
    {
      name: 'a phone number and its conversation',
      run: async () => ((await store.findByAddress('sms', addressOf(any('texted')))) ? 1 : 0),
    },
    {
      name: 'a message seen before',
      run: async () => ((await store.findMessage('sms', storedMessage(any('texted')))) ? 1 : 0),
    },
    {
      name: 'a journal',
      run: async () => ((await store.journal(storedId(any('texted')), 0, 500)).length > 0 ? 1 : 0),
    },
    { name: 'retention: one forgotten', run: () => store.forget(ago(retentionDays), forgotten) },
    { name: 'retention: nothing to forget', run: () => store.forget(ago(365), forgotten) },
  ];
}
