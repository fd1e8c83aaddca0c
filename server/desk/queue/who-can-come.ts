import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import type { AttentionLevel } from '../../../dialogs/effects.js';
import { clocksDifferMs } from '../../store/timers.js';
import type { Store } from '../../store/store.js';
import { after } from '../floor/times.js';
import { deskHours } from './hours.js';

/** Why nobody can come: intake is paused, it is out of hours, or nobody is at the desk at this moment. */
export type NobodyComes = 'paused' | 'closed' | 'away';

/**
 * Why nobody can come at `at` (ISO 8601) to somebody who waits in the area; null while somebody can. A pause keeps only
 * those out who merely wish for a person.
 */
export async function whyNobodyComes(
  { store, content }: { store: Pick<Store, 'desk'>; content: Content },
  area: Area,
  level: AttentionLevel,
  at: string,
): Promise<NobodyComes | null> {
  if (level === 'wants-person' && (await store.desk.intakePause(area.id))) return 'paused';
  const { known, open } = deskHours(content, area.id, new Date(at));
  if (known && !open) return 'closed';
  // Whoever was not heard of for so long is taken to have left.
  const seenSince = new Date(after(at, -area.desk.goneMinutes));
  const lately = await store.desk.presences(area.id, seenSince);
  // A time that is to come was so by a clock that has been put back since, when those who are here still were not heard of again.
  const until = Date.parse(at) + clocksDifferMs;
  const isHere = lately.some(
    ({ availability, seenAt }) => availability === 'here' && Date.parse(seenAt) <= until,
  );
  return isHere ? null : 'away';
}
