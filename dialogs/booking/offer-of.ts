import type { Content } from '../../content/load.js';
import type { Offer } from '../../content/schema/bookings.js';
import type { Slot } from './booking.js';

/** The offer that a slot is a time of; undefined for what is not booked in this way, such as an event. */
export function offerOf(
  { areas }: Pick<Content, 'areas'>,
  { area, offer }: Pick<Slot, 'area' | 'offer'>,
): Offer | undefined {
  return areas.get(area)?.offers.find(({ id }) => id === offer);
}
