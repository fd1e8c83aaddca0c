import { DateTime } from 'luxon';
import { forAll } from '../errors.js';
import { bookingsFileSchema, type Offer } from '../schema/bookings.js';
import type { ContentFolder } from '../schema/folder.js';

/** Where an area says what can be booked; not every area has it. */
export const bookingsFile = (area: string): string => `areas/${area}/bookings.yaml`;

/**
 * What can be booked in an area; nothing where it has no file for it.
 * @throws UnusableContent for an id that is used twice, or a time that does not exist
 */
export function loadOffers(folder: ContentFolder, area: string): Offer[] {
  if (!folder.has(bookingsFile(area))) return [];
  const file = folder.yaml(bookingsFile(area), bookingsFileSchema);
  const { offers } = file.data;
  forAll(offers.entries(), ([index, { id, times }]) => {
    if (offers.findIndex((other) => other.id === id) !== index)
      throw file.fault(['offers', index, 'id'], `${id} is used twice: write another id.`);
    const wrong = times.findIndex((time) => !DateTime.fromFormat(time, 'yyyy-MM-dd HH:mm').isValid);
    if (wrong >= 0)
      throw file.fault(
        ['offers', index, 'times', wrong],
        `there is no such day as in ${times[wrong] ?? ''}: write another time.`,
      );
  });
  return offers;
}
