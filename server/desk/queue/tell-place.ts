import type { Content } from '../../../content/load.js';
import type { Ids } from '../../../dialogs/scene.js';
import type { Store } from '../../store/store.js';
import { tell, type Listener, type Told } from '../floor/notices.js';
import { deskHours } from './hours.js';

/**
 * What somebody who has just asked for a person is told beside the hours: how many are before them while advisers are
 * there, or that nobody new is taken. How long it will take is not known, so no minutes are named.
 */
export async function tellPlace(
  { store, content, ids }: { store: Pick<Store, 'desk' | 'attentionPlace'>; content: Content; ids: Ids },
  listener: Listener,
): Promise<Told> {
  const { area, conversationId, at } = listener;
  if (await store.desk.intakePause(area.id)) return tell(content, ids, listener, [['desk-carer.paused']]);
  if (!deskHours(content, area.id, new Date(at)).open) return { journal: [], outbox: [] };
  const place = await store.attentionPlace(conversationId);
  const before = place === -1 ? (await store.desk.counts(area.id)).waiting : place;
  return tell(content, ids, listener, [['desk-carer.place', { before }]]);
}
