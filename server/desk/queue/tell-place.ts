import type { Content } from '../../../content/load.js';
import type { Ids } from '../../../dialogs/scene.js';
import type { Store } from '../../store/store.js';
import { tell, type Listener, type Sentence, type Told } from '../floor/notices.js';
import { deskHours } from './hours.js';

/** A longer wait than this began before today's advisers came, and says nothing about today. In minutes. */
const tellingWait = 120;

/**
 * What somebody who has just asked for a person is told beside the hours: how many are before them while advisers are
 * there, and how long the first of those has waited; that nobody new is taken; or how to have a call instead. How long
 * it will take is not known, so that is not said.
 */
export async function tellPlace(
  { store, content, ids }: { store: Pick<Store, 'desk' | 'attentionPlace'>; content: Content; ids: Ids },
  listener: Listener,
): Promise<Told> {
  const { area, conversationId, at } = listener;
  if (await store.desk.intakePause(area.id))
    return tell(content, ids, listener, [['desk-carer.paused'], ['desk-carer.callInstead']]);
  const { known, open } = deskHours(content, area.id, new Date(at));
  if (!open) return tell(content, ids, listener, known ? [['desk-carer.callInstead']] : []);
  const counts = await store.desk.counts(area.id);
  const place = await store.attentionPlace(conversationId);
  const before = place === -1 ? counts.waiting : place;
  const minutes = Math.floor((Date.parse(at) - Date.parse(counts.longestSince ?? at)) / 60_000);
  const longest: Sentence[] =
    before > 0 && minutes >= 1 && minutes <= tellingWait ? [['desk-carer.longest', { minutes }]] : [];
  return tell(content, ids, listener, [['desk-carer.place', { before }], ...longest]);
}
