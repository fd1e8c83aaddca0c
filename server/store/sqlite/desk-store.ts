import type { DeskStore } from '../desk.js';
import type { Tables } from './tables.js';
import { milliseconds, validMilliseconds } from '../time.js';

/** Runs a query between transactions, on what is on the disk. */
export type Read = <T>(query: () => T) => Promise<T>;
/** Runs a change in the next transaction. */
export type Write = <T>(change: () => T) => Promise<T>;

/** The desk's part of the store. */
export function deskStore(
  { attention, presences, audit, people }: Tables,
  read: Read,
  write: Write,
): DeskStore {
  return {
    rowOf: (id) => read(() => attention.of(id)),
    waiting: (area, limit) => read(() => attention.waiting(area, limit)),
    held: (area, adviser, limit) => read(() => attention.held(area, adviser, limit)),
    heldBy: (adviser, limit) => read(() => attention.heldBy(adviser, limit)),
    closed: (area, limit) => read(() => attention.closed(area, limit)),
    counts: (area) => read(() => attention.counts(area)),

    putPresence: (presence) => write(() => presences.put(presence)),
    presence: (adviser, area) => read(() => presences.one(adviser, area)),
    presences: (area, seenSince) => read(() => presences.ofArea(area, validMilliseconds(seenSince))),

    setIntakePause: (area, pause) =>
      write(() => {
        if (pause) milliseconds(pause.at);
        presences.setPause(area, pause);
      }),
    intakePause: (area) => read(() => presences.pause(area)),

    addAudit: (entries) => write(() => audit.add(entries)),
    audit: (query, limit) => read(() => audit.read(query, limit)),
    forgetAudit: (before) => write(() => audit.forget(validMilliseconds(before))),

    conversationsOf: (hashes, limit) => read(() => people.conversationsOf(hashes, limit)),
  };
}
