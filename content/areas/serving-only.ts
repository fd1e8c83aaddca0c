import type { Areas } from './load-areas.js';
import type { Answerer, IndexedPlace } from './places/place-index.js';

/**
 * The content of a deployment that serves only some areas. The others become what every other council is: known by name
 * and by their places, so that people are told who answers, but with no door of ours.
 * @param ids of the areas that are served
 */
export function servingOnly<T extends Areas>(content: T, ids: readonly string[]): T {
  const known = new Map<IndexedPlace, IndexedPlace>();
  const answerer = (each: Answerer): Answerer =>
    each.area !== null && !ids.includes(each.area) ? { ...each, area: null } : each;
  const placed = (place: IndexedPlace): IndexedPlace => {
    const seen = known.get(place) ?? { ...place, answerers: place.answerers.map(answerer) };
    known.set(place, seen);
    return seen;
  };
  const all = (places: ReadonlyMap<string, IndexedPlace>): Map<string, IndexedPlace> =>
    new Map([...places].map(([name, place]) => [name, placed(place)]));
  return {
    ...content,
    areas: new Map([...content.areas].filter(([id]) => ids.includes(id))),
    places: { ...content.places, names: all(content.places.names), districts: all(content.places.districts) },
  };
}
