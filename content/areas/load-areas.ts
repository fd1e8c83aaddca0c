import { z } from 'zod';
import { forAll, refuse, together } from '../errors.js';
import type { Area } from '../schema/area.js';
import { areaSchema } from '../schema/area.js';
import type { Checked } from '../schema/checked.js';
import type { ContentFolder } from '../schema/folder.js';
import type { Nation, NationalPathway } from '../schema/pathway.js';
import { nationalPathwaySchema, nationSchema, pathwaySchema } from '../schema/pathway.js';
import type { OtherCouncil } from '../schema/places.js';
import { otherCouncilsSchema, placesSchema, postcodeAreasSchema } from '../schema/places.js';
import type { Service, ServiceEntry } from '../schema/service.js';
import { servicesFileSchema } from '../schema/service.js';
import type { NationId } from '../schema/vocabulary.js';
import { nationIds } from '../schema/vocabulary.js';
import { checkReadingAge } from './check-reading-age.js';
import { checkPlaces, checkRulePlaces } from './check-places.js';
import { loadOffers } from './load-offers.js';
import { checkFilledIn } from './placeholders.js';
import type { PlaceIndex } from './places/place-index.js';
import { indexPlaces } from './places/place-index.js';
import { checkReferences } from './references.js';

/** Everything under `areas/`. */
export interface Areas {
  areas: Map<string, Area>;
  nations: Map<string, Nation>;
  services: Map<string, Service>;
  national: NationalPathway;
  places: PlaceIndex;
  /** Councils elsewhere, with their towns. */
  otherCouncils: readonly OtherCouncil[];
  /** The areas that are being filled in and served to nobody yet, with their services. */
  drafts: Map<string, Service[]>;
}

const national = 'areas/national';
const nationalFolders = ['uk', ...nationIds] as const;

/** An area with its services, as its folder has them. */
interface AreaRead {
  area: Area;
  services: ServiceEntry[];
}

function readArea(folder: ContentFolder, id: string): AreaRead {
  const at = `areas/${id}`;
  const files = together({
    area: () => {
      const file = folder.yaml(`${at}/area.yaml`, areaSchema);
      refuse(file.data.id === id ? [] : [file.fault(['id'], `write ${id}, the name of its folder.`)]);
      return file;
    },
    places: () => {
      const file = folder.yaml(`${at}/places.yaml`, placesSchema);
      checkPlaces(file);
      return file;
    },
    pathway: () => folder.yaml(`${at}/pathway.yaml`, pathwaySchema),
    services: () => folder.yaml(`${at}/services.yaml`, servicesFileSchema),
    offers: () => loadOffers(folder, id),
  });
  const { area, places, pathway, services, offers } = files;
  const whole = area.data.draft ? [] : [area, places, pathway, services];
  forAll(
    [
      () => checkRulePlaces(pathway, places.data),
      () => checkDesks(area),
      () => checkReadingAge(pathway),
      () => checkReadingAge(services),
      ...whole.map((file) => () => checkFilledIn(file)),
    ],
    (check) => check(),
  );
  return {
    area: { ...area.data, places: places.data, pathway: pathway.data, offers },
    services: services.data,
  };
}

/** The files that are for everywhere, and for a nation. */
function readNational(folder: ContentFolder) {
  const nationFile = (id: NationId) =>
    folder.yaml(`${national}/${id}/nation.yaml`, nationSchema.extend({ id: z.literal(id) })).data;
  const servicesFile = (id: string) => {
    const file = folder.yaml(`${national}/${id}/services.yaml`, servicesFileSchema);
    forAll([checkFilledIn, checkReadingAge], (check) => check(file));
    return { id, services: file.data };
  };
  const placesFiles = nationalFolders
    .map((id) => `${national}/${id}/places.yaml`)
    .filter((file) => folder.has(file));
  return together({
    services: () => forAll(nationalFolders, servicesFile),
    nations: () => forAll(nationIds, nationFile),
    everywhere: () => {
      const file = folder.yaml(`${national}/pathway.yaml`, nationalPathwaySchema);
      checkReadingAge(file);
      return file.data;
    },
    others: () => forAll(placesFiles, (file) => folder.yaml(file, otherCouncilsSchema).data).flat(),
    postcodes: () => folder.yaml(`${national}/postcode-areas.yaml`, postcodeAreasSchema).data,
  });
}

/** Each desk of an area has an id of its own. @throws UnusableContent */
function checkDesks(file: Checked<z.infer<typeof areaSchema>>): void {
  const ids = [...file.data.partners, ...file.data.officers].map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined)
    throw file.fault(['partners'], `${twice} is the id of two desks: write an id of its own for each.`);
}

/**
 * Reads every area: each folder under `areas/` that holds an `area.yaml`, and the national ones. Drafts are checked, and
 * left out: nobody can be sent to what is in them.
 * @throws UnusableContent
 */
export function loadAreas(folder: ContentFolder): Areas {
  const ids = folder.list('areas').filter((name) => folder.has(`areas/${name}/area.yaml`));
  const pathways = [...nationIds.map((id) => `${national}/${id}/nation.yaml`), `${national}/pathway.yaml`];
  const nationalPaths = nationalFolders.map((id) => `${national}/${id}`);
  const read = together({
    areas: () => forAll(ids, (id) => readArea(folder, id)),
    national: () => readNational(folder),
    references: () => checkReferences(folder, ids, nationalPaths, pathways),
  });
  const { nations, everywhere, others, postcodes } = read.national;
  const served = read.areas.filter(({ area }) => !area.draft);
  const drafts = read.areas.filter(({ area }) => area.draft);
  const areas = served.map(({ area }) => area);
  const services = [
    ...served.flatMap(({ area, services }) => servicesOf(area.id, services)),
    ...read.national.services.flatMap(({ id, services }) => servicesOf(id, services)),
  ];
  return {
    areas: new Map(areas.map((area) => [area.id, area])),
    nations: new Map(nations.map((nation) => [nation.id, nation])),
    services: new Map(services.map((service) => [service.id, service])),
    national: everywhere,
    places: indexPlaces(areas, others, postcodes),
    otherCouncils: others,
    drafts: new Map(drafts.map(({ area, services }) => [area.id, servicesOf(area.id, services)])),
  };
}

function servicesOf(area: string, entries: readonly ServiceEntry[]): Service[] {
  return entries.map((entry) => ({ ...entry, area }));
}
