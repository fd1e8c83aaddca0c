import { offerKinds, type OfferKind } from '../../content/schema/bookings.js';
import type { Values } from '../../content/words.js';
import { route } from '../pathway/route.js';
import type { Scene } from '../scene.js';
import type { Booking, FreeSlot, Slot } from './booking.js';
import { chooseFirst, chooseSlots, type Offered } from './wish/choose-slots.js';
import { anyTime } from './wish/wish.js';
import type { Times } from './diary.js';
import { offerOf } from './offer-of.js';
import { slotWords } from './slot-words.js';

/** Looks at the diary once in a turn, before anything is said of it. */
export async function lookAtTimes(scene: Scene, area: string): Promise<Times> {
  if (scene.times?.area === area) return scene.times;
  const { diary } = scene;
  const [free, full, mine] = await Promise.all([diary.free(area), diary.full(area), diary.mine()]);
  scene.times = { area, free, full, mine };
  return scene.times;
}

/** What the turn has seen of the diary. */
function seen({ times }: Scene): Times {
  if (!times) throw new Error('A look at the diary is missing: no times are known in this turn.');
  return times;
}

/** The person's booking that is being changed; undefined when it is over or not theirs any more. */
export function changing(scene: Scene): Booking | undefined {
  return seen(scene).mine.find(({ id }) => id === scene.progress.booking?.changing);
}

/**
 * The free times that this person can be offered: with the services that their route leads to, once it is known. Somebody
 * who moves a booking is offered times of the same service and kind.
 */
export function offeredTimes(scene: Scene): FreeSlot[] {
  const { content, progress, times } = scene;
  const own = progress.booking?.changing ? changing(scene) : undefined;
  const before = own && offerOf(content, own.slot);
  const leadsTo = leadsToService(scene);
  return (times?.free ?? []).filter((slot) => {
    if (progress.booking?.kind === 'event') return slot.event !== undefined;
    const offer = offerOf(content, slot);
    if (!offer || slot.id === own?.slot.id) return false;
    if (before) return offer.service === before.service && offer.kind === before.kind;
    const kind = progress.booking?.kind ?? offer.kind;
    return offer.kind === kind && leadsTo(offer.service);
  });
}

/** Whether the route leads to a service; it may lead to any while it is not known whom they look after. */
export function leadsToService({
  story,
  content,
  area,
}: Pick<Scene, 'story' | 'content' | 'area'>): (service: string) => boolean {
  const routed = route(story, content, area).services.map(({ service }) => service);
  return (service) => story.people.length === 0 || routed.includes(service);
}

/** Calls, visits or both: what there are times for. */
export function offeredKinds(scene: Scene): OfferKind[] {
  return [...new Set(offeredTimes(scene).flatMap((slot) => offerOf(scene.content, slot)?.kind ?? []))];
}

/** The kind of time that somebody names; undefined when they name none. */
export function kindIn({ speech }: Scene, text: string): OfferKind | undefined {
  return offerKinds.find((kind) => text.toLowerCase().includes(speech.text(`booking.word-${kind}`)));
}

/** Events that are to come: first those with a place left, then those that are full without them, each by their start. */
export function listedEvents(scene: Scene): Slot[] {
  const { free, full, mine } = seen(scene);
  const waitedFor = full.filter(({ id }) => !mine.some(({ slot }) => slot.id === id));
  return [...free.filter(({ event }) => event !== undefined), ...waitedFor];
}

/** Whether it is an event that has no place left, as far as this turn has seen. */
export function isFull(scene: Scene, slot: Slot): boolean {
  return seen(scene).full.some(({ id }) => id === slot.id);
}

/** The two or three times that are put before the person for their wish; of events, those that come first. */
export function timesToShow(scene: Scene): Offered {
  const { booking } = scene.progress;
  const wish = booking?.wish ?? anyTime();
  const zone = zoneOf(scene, seen(scene).area);
  return booking?.kind === 'event'
    ? chooseFirst(listedEvents(scene), wish, zone)
    : chooseSlots(offeredTimes(scene), wish, zone);
}

/** Whether a slot can still be booked, as far as this turn has seen. */
export function isFree(scene: Scene, slot: Slot): boolean {
  return seen(scene).free.some(({ id }) => id === slot.id);
}

/** What the sentences about a time say of it, in the person's language. */
export function slotValues({ content, story }: Scene, slot: Slot): Values {
  return slotWords(content, slot, story.language);
}

function zoneOf({ content, area }: Scene, id: string): string {
  return content.areas.get(id)?.timeZone ?? area.timeZone;
}
