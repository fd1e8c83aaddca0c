import type { DeskStore } from '../desk.js';
import { validMilliseconds } from '../time.js';
import type { Gate } from './gate.js';
import type { Tables } from './tables.js';

/** The desk's part of the store. */
export function deskStore({ rows, presences, audit, people }: Tables, through: Gate['through']): DeskStore {
  return {
    rowOf: through((id) => rows.of(id)),
    waiting: through((area, limit) => rows.waiting(area, limit)),
    held: through((area, adviser, limit) => rows.held(area, adviser, limit)),
    heldBy: through((adviser, limit) => rows.heldBy(adviser, limit)),
    closed: through((area, limit) => rows.closed(area, limit)),
    counts: through((area) => rows.counts(area)),

    putPresence: through((presence) => presences.put(presence)),
    presence: through((adviser, area) => presences.one(adviser, area)),
    presences: through((area, seenSince) => presences.ofArea(area, validMilliseconds(seenSince))),

    setIntakePause: through((area, pause) => presences.setPause(area, pause)),
    intakePause: through((area) => presences.pause(area)),

    addAudit: through((entries) => audit.add(entries)),
    audit: through((query, limit) => audit.read(query, limit)),
    forgetAudit: through((before) => audit.forget(validMilliseconds(before))),

    conversationsOf: through((hashes, limit) => people.conversationsOf(hashes, limit)),
  };
}
