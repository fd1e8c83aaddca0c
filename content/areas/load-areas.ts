import { z } from 'zod';
import type { Area } from '../schema/area.js';
import { areaSchema } from '../schema/area.js';
import type { Checked, Path } from '../schema/checked.js';
import type { ContentFolder } from '../schema/folder.js';
import type { Nation, NationalPathway, Pathway } from '../schema/pathway.js';
import { nationalPathwaySchema, nationSchema, pathwaySchema } from '../schema/pathway.js';
import type { OtherCouncil, Places } from '../schema/places.js';
import { otherCouncilsSchema, placesSchema, postcodeAreasSchema } from '../schema/places.js';
import type { Service } from '../schema/service.js';
import { nationIds } from '../schema/vocabulary.js';
import { checkFilledIn } from './placeholders.js';
import { loadServices, noService } from './load-services.js';
import type { PlaceIndex } from './places/place-index.js';
import { indexPlaces } from './places/place-index.js';

/** Everything under `areas/`. */
export interface Areas {
  areas: Map<string, Area>;
  nations: Map<string, Nation>;
  services: Map<string, Service>;
  national: NationalPathway;
  places: PlaceIndex;
  /** Councils elsewhere, with their towns. */
  otherCouncils: readonly OtherCouncil[];
  /** Ids of the areas that are being filled in, and served to nobody yet. */
  drafts: string[];
}

const national = 'areas/national';

/** A pathway names services wherever a field is called one of these, or in a crisis list. */
const serviceFields = new Set(['service', 'onward', 'through', 'adult', 'young']);
/** What is said, where no service is named. */
const saidFields = new Set(['why', 'label', 'aboutAssessment']);

/** Walks a pathway and calls `check` with every service id in it. */
function eachServiceId(value: unknown, path: Path, check: (id: string, path: Path) => void): void {
  if (typeof value === 'string') {
    const field = path.findLast((key) => typeof key === 'string');
    if (typeof field === 'string' && serviceFields.has(field)) check(value, path);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      if (saidFields.has(key)) continue;
      eachServiceId(inner, [...path, Array.isArray(value) ? Number(key) : key], check);
    }
  }
}

function checkServices(file: Checked<unknown>, services: ReadonlyMap<string, Service>): void {
  eachServiceId(file.data, [], (id, path) => {
    const service = services.get(id);
    if (!service) throw file.fault(path, noService(id, services));
    if (!service.signpost) throw file.fault(path, `${id} is never offered: write another one.`);
  });
}

function checkPlaces(file: Checked<Places>): void {
  const { neighbours, sharedPlaces, postcodes } = file.data;
  const known = neighbours.map(({ id }) => id);
  const check = (ids: readonly string[], path: Path): void => {
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown)
      throw file.fault(path, `${unknown} is not among the neighbours: add it there, or write one that is.`);
  };
  sharedPlaces.forEach((place, index) => check(place.with, ['sharedPlaces', index, 'with']));
  for (const [district, ids] of Object.entries(postcodes.shared))
    check(ids, ['postcodes', 'shared', district]);
}

/** A place or a district that a rule names is one of the area's own, or the rule would never hold. */
function checkRulePlaces(file: Checked<Pathway>, places: Places): void {
  const { inside, shared } = places.postcodes;
  const known = new Set([
    ...[...places.places, ...places.sharedPlaces].flatMap(({ en, cy }) => [en, cy]),
    ...inside,
    ...Object.keys(shared),
  ]);
  file.data.also.forEach(({ when }, index) => {
    const strange = when.places?.find((place) => !known.has(place));
    if (strange)
      throw file.fault(
        ['also', index, 'when', 'places'],
        `${strange} is not in places.yaml: write a place or a postcode district that is.`,
      );
  });
}

function loadArea(folder: ContentFolder, id: string, services: ReadonlyMap<string, Service>): Area {
  const area = areaFile(folder, id);
  if (area.data.id !== id) throw area.fault(['id'], `write ${id}, the name of its folder.`);
  const places = folder.yaml(`areas/${id}/places.yaml`, placesSchema);
  checkPlaces(places);
  const pathway = folder.yaml(`areas/${id}/pathway.yaml`, pathwaySchema);
  checkServices(pathway, services);
  checkRulePlaces(pathway, places.data);
  if (!area.data.draft) for (const file of [area, places, pathway]) checkFilledIn(file);
  return { ...area.data, places: places.data, pathway: pathway.data };
}

const areaFile = (folder: ContentFolder, id: string): Checked<z.infer<typeof areaSchema>> =>
  folder.yaml(`areas/${id}/area.yaml`, areaSchema);

/** A draft is held to everything but being filled in, and stays outside: nobody can be sent to it. */
function checkDraft(folder: ContentFolder, id: string, services: ReadonlyMap<string, Service>): void {
  loadArea(folder, id, loadServices(folder, [{ id, at: `areas/${id}`, draft: true }], services));
}

/**
 * Reads every area: each folder under `areas/` that holds an `area.yaml`, and the national ones. Drafts are checked alone.
 * @throws ContentError
 */
export function loadAreas(folder: ContentFolder): Areas {
  const all = folder.list('areas').filter((name) => folder.has(`areas/${name}/area.yaml`));
  const drafts = all.filter((id) => areaFile(folder, id).data.draft);
  const ids = all.filter((id) => !drafts.includes(id));
  const services = loadServices(folder, [
    ...ids.map((id) => ({ id, at: `areas/${id}` })),
    ...['uk', ...nationIds].map((id) => ({ id, at: `${national}/${id}` })),
  ]);

  const areas = ids.map((id) => loadArea(folder, id, services));
  drafts.forEach((id) => checkDraft(folder, id, services));
  const nations = nationIds.map((id) => {
    const nation = folder.yaml(`${national}/${id}/nation.yaml`, nationSchema.extend({ id: z.literal(id) }));
    checkServices(nation, services);
    return nation.data;
  });
  const everywhere = folder.yaml(`${national}/pathway.yaml`, nationalPathwaySchema);
  checkServices(everywhere, services);

  const others = ['uk', ...nationIds]
    .map((id) => `${national}/${id}/places.yaml`)
    .filter((file) => folder.has(file))
    .flatMap((file) => folder.yaml(file, otherCouncilsSchema).data);
  const postcodes = folder.yaml(`${national}/postcode-areas.yaml`, postcodeAreasSchema).data;
  return {
    areas: new Map(areas.map((area) => [area.id, area])),
    nations: new Map(nations.map((nation) => [nation.id, nation])),
    services,
    national: everywhere.data,
    places: indexPlaces(areas, others, postcodes),
    otherCouncils: others,
    drafts,
  };
}
