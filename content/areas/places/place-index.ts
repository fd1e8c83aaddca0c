import type { Area } from '../../schema/area.js';
import type { OtherCouncil, PlaceName, PostcodeAreas } from '../../schema/places.js';
import type { Both } from '../../schema/text.js';
import type { NationId } from '../../schema/vocabulary.js';
import { mutationsOf } from '../../mutations.js';
import { plainWords } from './spelling.js';

/** Who answers for a place. */
export interface Answerer {
  /** Id of the area, null when its council is not one of ours. */
  area: string | null;
  /** Null when it is not known which council it is. */
  council: Both | null;
  nation: NationId | null;
}

/** A place, and every council that it may belong to: one, or those that share it. */
export interface IndexedPlace {
  name: Both;
  answerers: Answerer[];
}

/** All places that the content knows, ready to be looked up. */
export interface PlaceIndex {
  /** By name, in plain words. */
  names: Map<string, IndexedPlace>;
  /** Words in the longest name. */
  longest: number;
  /** By postcode district, for the areas' own. */
  districts: Map<string, IndexedPlace>;
  /** The letters that those districts begin with. */
  ownLetters: Set<string>;
  /** By the letters that a postcode begins with. */
  postcodeAreas: Map<string, NationId | null>;
}

/** The letters that a postcode begins with. */
export function lettersOf(postcode: string): string {
  return postcode.replace(/\d.*/, '');
}

/** Below this length a Welsh name keeps its article: "wig" alone is not Y Wig. */
const shortName = 5;

function spellings({ en, cy, also }: PlaceName): { exact: string[]; mutated: string[] } {
  const welsh = plainWords(cy);
  const bare = ['y', 'yr'].includes(welsh[0] ?? '') ? welsh.slice(1).join(' ') : welsh.join(' ');
  const base = bare.length < shortName ? welsh.join(' ') : bare;
  const others = also.map((name) => plainWords(name).join(' '));
  return {
    exact: [plainWords(en).join(' '), base, ...others],
    mutated: [base, ...others].flatMap(mutationsOf),
  };
}

/**
 * Builds the index. Where two councils have a place of the same name, areas come before their neighbours, and
 * neighbours before the rest; a real name comes before another one's mutation.
 */
export function indexPlaces(
  areas: readonly Area[],
  others: readonly OtherCouncil[],
  postcodes: PostcodeAreas,
): PlaceIndex {
  const index: PlaceIndex = {
    names: new Map(),
    longest: 1,
    districts: new Map(),
    ownLetters: new Set(),
    postcodeAreas: new Map(),
  };
  const mutations: [string, IndexedPlace][] = [];
  const add = (name: PlaceName, answerers: Answerer[]): void => {
    const place: IndexedPlace = { name: { en: name.en, cy: name.cy }, answerers };
    const { exact, mutated } = spellings(name);
    for (const spelling of exact) if (!index.names.has(spelling)) index.names.set(spelling, place);
    mutations.push(...mutated.map((spelling): [string, IndexedPlace] => [spelling, place]));
  };

  const ours = new Map(
    areas.map(({ id, council, nation }): [string, Answerer] => [id, { area: id, council, nation }]),
  );
  const answererOf = ({ id, council, nation }: OtherCouncil): Answerer =>
    ours.get(id) ?? { area: null, council, nation };

  for (const area of areas) {
    const own: Answerer = { area: area.id, council: area.council, nation: area.nation };
    const { places, sharedPlaces, postcodes: districts, neighbours } = area.places;
    const sharing = (ids: readonly string[]): Answerer[] => [
      own,
      ...neighbours.filter(({ id }) => ids.includes(id)).map(answererOf),
    ];
    for (const place of places) add(place, [own]);
    for (const place of sharedPlaces) add(place, sharing(place.with));
    for (const district of districts.inside) {
      index.districts.set(district, { name: { en: district, cy: district }, answerers: [own] });
    }
    for (const [district, ids] of Object.entries(districts.shared)) {
      if (index.districts.has(district)) continue;
      index.districts.set(district, { name: { en: district, cy: district }, answerers: sharing(ids) });
    }
  }
  for (const council of [...areas.flatMap((area) => area.places.neighbours), ...others]) {
    for (const place of council.places) add(place, [answererOf(council)]);
  }
  for (const [spelling, place] of mutations) if (!index.names.has(spelling)) index.names.set(spelling, place);
  index.longest = Math.max(1, ...[...index.names.keys()].map((name) => name.split(' ').length));

  for (const district of index.districts.keys()) index.ownLetters.add(lettersOf(district));
  for (const letters of postcodes.wales) index.postcodeAreas.set(letters, 'wales');
  for (const letters of postcodes.england) index.postcodeAreas.set(letters, 'england');
  for (const letters of postcodes.other) index.postcodeAreas.set(letters, null);
  return index;
}
