import type { Document } from 'yaml';
import { parseDocument } from 'yaml';
import type { ContentFolder } from '../schema/folder.js';
import type { OtherCouncil } from '../schema/places.js';
import type { Areas } from './load-areas.js';

/** The folder of the pattern, which is a valid draft itself. Its name stands for the area's id in all of its files. */
const pattern = 'new-area';
/** Lines are as long as an editor's window is wide. */
const yamlStyle = { lineWidth: 110, singleQuote: true };

/** What our areas and nations say about a council already, so that nobody has to write it again. */
interface Known {
  council: OtherCouncil | null;
  /** Areas of ours next door. */
  neighbours: Omit<OtherCouncil, 'places'>[];
  /** Postcode districts that it shares, with the areas of ours that it shares them with. */
  shared: Record<string, string[]>;
}

function knownOf({ areas, otherCouncils }: Pick<Areas, 'areas' | 'otherCouncils'>, id: string): Known {
  const beside = [...areas.values()].filter(({ places }) => places.neighbours.some((each) => each.id === id));
  const named = beside.flatMap(({ places }) => places.neighbours).find((each) => each.id === id);
  const shared: Record<string, string[]> = {};
  for (const area of beside) {
    for (const [district, ids] of Object.entries(area.places.postcodes.shared)) {
      if (ids.includes(id)) shared[district] = [...(shared[district] ?? []), area.id];
    }
  }
  return {
    council: otherCouncils.find((each) => each.id === id) ?? named ?? null,
    neighbours: beside.map((area) => ({ id: area.id, council: area.council, nation: area.nation })),
    shared,
  };
}

function fillArea(area: Document, { council }: Known): void {
  if (!council) return;
  area.set('council', area.createNode(council.council));
  if (council.nation) area.set('nation', council.nation);
  area.set('welshFirst', council.nation === 'wales');
}

function fillPlaces(places: Document, { council, neighbours, shared }: Known): void {
  if (council && council.places.length > 0) {
    const named = council.places.map(({ en, cy, also }) => ({ en, cy, ...(also.length > 0 && { also }) }));
    places.set('places', places.createNode(named));
  }
  if (neighbours.length === 0) return;
  places.set(
    'neighbours',
    places.createNode(
      neighbours.map((each) => ({ ...each, places: [] })),
      { aliasDuplicateObjects: false },
    ),
  );
  places.setIn(['postcodes', 'shared'], places.createNode(shared));
}

/**
 * The files of a new area, by name: a whole and valid draft to fill in. What other areas already say about its council
 * is filled in.
 * @param folder the content, which holds the pattern
 * @param id of the area, and the name of its folder
 */
export function newArea(folder: ContentFolder, areas: Areas, id: string): Map<string, string> {
  const known = knownOf(areas, id);
  const fill: Record<string, (document: Document, known: Known) => void> = {
    'area.yaml': fillArea,
    'places.yaml': fillPlaces,
  };
  return new Map(
    folder.list(pattern).map((file) => {
      const text = folder.text(`${pattern}/${file}`).replaceAll(pattern, id);
      const filling = fill[file];
      if (!filling) return [file, text];
      const document = parseDocument(text);
      filling(document, known);
      return [file, document.toString(yamlStyle)];
    }),
  );
}
