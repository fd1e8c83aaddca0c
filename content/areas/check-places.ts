import { forAll } from '../errors.js';
import type { Checked, Path } from '../schema/checked.js';
import type { Pathway } from '../schema/pathway.js';
import type { Places } from '../schema/places.js';

/** What an area shares, it shares with its neighbours. @throws UnusableContent */
export function checkPlaces(file: Checked<Places>): void {
  const { neighbours, sharedPlaces, postcodes } = file.data;
  const known = neighbours.map(({ id }) => id);
  const named: { ids: readonly string[]; path: Path }[] = [
    ...sharedPlaces.map((place, index) => ({ ids: place.with, path: ['sharedPlaces', index, 'with'] })),
    ...Object.entries(postcodes.shared).map(([district, ids]) => ({
      ids,
      path: ['postcodes', 'shared', district],
    })),
  ];
  forAll(named, ({ ids, path }) => {
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown)
      throw file.fault(path, `${unknown} is not among the neighbours: add it there, or write one that is.`);
  });
}

/** A place or a district that a rule names is one of the area's own, or the rule would never hold. @throws UnusableContent */
export function checkRulePlaces(file: Checked<Pathway>, places: Places): void {
  const { inside, shared } = places.postcodes;
  const known = new Set([
    ...[...places.places, ...places.sharedPlaces].flatMap(({ en, cy }) => [en, cy]),
    ...inside,
    ...Object.keys(shared),
  ]);
  forAll(file.data.also.entries(), ([index, { when }]) => {
    const strange = when.places?.find((place) => !known.has(place));
    if (strange)
      throw file.fault(
        ['also', index, 'when', 'places'],
        `${strange} is not in places.yaml: write a place or a postcode district that is.`,
      );
  });
}
