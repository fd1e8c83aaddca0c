import type { Content } from '../../../content/load.js';
import type { Ids } from '../../../dialogs/scene.js';
import type { Store } from '../../store/store.js';
import { tell, type Listener, type Sentence, type Told } from '../floor/notices.js';
import { deskHours } from './hours.js';
import { whyNobodyComes, type NobodyComes } from './who-can-come.js';

/** A longer wait than this began before today's advisers came, and says nothing about today. In minutes. */
const tellingWait = 120;
const minuteMs = 60_000;

export interface PlaceParts {
  store: Pick<Store, 'desk' | 'attentionPlace'>;
  content: Content;
  ids: Ids;
}

/** What is told, and whether somebody can come: when nobody can, they know it from now on. */
export interface ToldPlace extends Told {
  waits: boolean;
  somebodyComes: boolean;
}

/**
 * What somebody who waits for an adviser is told beside the hours, whether or not any are set: that nobody new is taken,
 * or whether anybody is at the desk at this moment; how many are before them, and how long the first of those has
 * waited; and when nobody can come, how to have a call instead. How long it will take is not known, so that is not said.
 * @param joins they have just asked, and this commit puts them into the queue
 */
export async function tellPlace(
  { store, content, ids }: PlaceParts,
  listener: Listener,
  joins: boolean,
): Promise<ToldPlace> {
  const { area, conversationId, at } = listener;
  const counts = await store.desk.counts(area.id);
  const kept = await store.attentionPlace(conversationId);
  if (kept === -1 && !joins) return { journal: [], outbox: [], waits: false, somebodyComes: false };
  const before = kept === -1 ? counts.waiting : kept;
  const place: Sentence = ['desk-carer.place', { before }];
  const callInstead: Sentence = ['desk-carer.callInstead'];

  const nobody = await whyNobodyComes({ store, content }, area, 'wants-person', at);
  const { known } = deskHours(content, area.id, new Date(at));
  const minutes = Math.floor((Date.parse(at) - Date.parse(counts.longestSince ?? at)) / minuteMs);
  const longest: Sentence[] =
    before > 0 && minutes >= 1 && minutes <= tellingWait ? [['desk-carer.longest', { minutes }]] : [];
  const sentences: Record<NobodyComes | 'somebody', Sentence[]> = {
    paused: [['desk-carer.paused'], callInstead],
    closed: [...(joins ? [] : [place]), callInstead],
    away: [['desk-carer.nobodyHere'], place, callInstead],
    somebody: [...(known ? [] : [['desk-carer.somebodyHere'] as const]), place, ...longest],
  };
  const told = tell(content, ids, listener, sentences[nobody ?? 'somebody']);
  return { ...told, waits: true, somebodyComes: nobody === null };
}
