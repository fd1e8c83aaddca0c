import type { TimerStore } from '../timers.js';
import type { Read, Write } from './desk-store.js';
import type { Tables } from './tables.js';

/** The timers' part of the store. */
export function timerStore({ timers }: Tables, read: Read, write: Write): TimerStore {
  return {
    claim: async (worker, now, leaseMs, limit) => {
      if (!(await read(() => timers.hasReady(now)))) return [];
      return write(() => timers.claim(worker, now, leaseMs, limit));
    },
    nextDue: () => read(() => timers.nextDue()),
    change: (change) => write(() => timers.change(change)),
    settle: (id, worker, retryAt) => write(() => timers.settle(id, worker, retryAt)),
    ofConversation: (id) => read(() => timers.of(id)),
    inArea: (area, ids) => read(() => timers.inArea(area, ids)),
  };
}
