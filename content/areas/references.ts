import { z } from 'zod';
import { forAll } from '../errors.js';
import type { Checked, Path } from '../schema/checked.js';
import type { ContentFolder } from '../schema/folder.js';
import { didYouMean } from '../schema/nearest.js';
import { bookingsFile } from './load-offers.js';

// Ids are looked at in files as they are, whatever else may be wrong in them: a mistake in one place does not hide a
// mistake in another.
const looseIds = z.array(z.string()).catch([]);
const looseServices = z
  .array(
    z.object({
      id: z.string().catch(''),
      status: z.unknown(),
      signpost: z.unknown(),
      reachedThrough: looseIds,
      nextBest: looseIds,
      seeInstead: looseIds,
    }),
  )
  .catch([]);
type LooseService = z.infer<typeof looseServices>[number];
const looseArea = z.object({ draft: z.boolean().catch(false) }).catch({ draft: false });

type Known = ReadonlyMap<string, LooseService>;

/** A pathway, a partner and an officer name services wherever a field is called one of these, or in a crisis list. */
const serviceFields = new Set(['service', 'services', 'onward', 'through', 'adult', 'young']);
/** What is said, where no service is named. */
const saidFields = new Set(['why', 'label', 'aboutAssessment']);

/** Every service id in a pathway, and where it stands. */
function serviceIdsIn(value: unknown, path: Path = []): { id: string; path: Path }[] {
  if (typeof value === 'string') {
    const field = path.findLast((key) => typeof key === 'string');
    return typeof field === 'string' && serviceFields.has(field) ? [{ id: value, path }] : [];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value)
    .filter(([key]) => !saidFields.has(key))
    .flatMap(([key, inner]) => serviceIdsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** What to write in place of an id that no service has. */
function noService(id: string, services: Known): string {
  return `no service is called ${id}: write the id of one that exists.${didYouMean(id, services.keys())}`;
}

/** A pathway, and what can be booked, sends people only to services that there are, and that may be offered. */
function checkPathway(file: Checked<unknown>, services: Known): void {
  forAll(serviceIdsIn(file.data), ({ id, path }) => {
    const service = services.get(id);
    if (!service) throw file.fault(path, noService(id, services));
    if (service.signpost === false) throw file.fault(path, `${id} is never offered: write another one.`);
  });
}

function checkServices(file: Checked<LooseService[]>, services: Known): void {
  const references = file.data.flatMap((service, index) =>
    (['reachedThrough', 'nextBest', 'seeInstead'] as const).flatMap((field) =>
      service[field].map((id, position) => ({ id, path: [index, field, position] })),
    ),
  );
  forAll(references, ({ id, path }) => {
    const target = services.get(id);
    if (!target) throw file.fault(path, noService(id, services));
    if (target.status === 'closed') throw file.fault(path, `${id} is closed: write one that is running.`);
  });
}

function checkOnce(file: Checked<LooseService[]>, known: Known): void {
  forAll(file.data.entries(), ([index, service]) => {
    if (known.get(service.id) === service || service.id === '') return;
    throw file.fault(
      [index, 'id'],
      `${service.id} is already the id of another service: write one of its own.`,
    );
  });
}

/** By id, the first of each. */
function byId(services: readonly LooseService[]): Known {
  return new Map([...services].reverse().map((service) => [service.id, service]));
}

/**
 * Holds every id of a service to be one that exists, once, and may stand where it stands. The services of a draft are
 * known to the draft alone.
 * @param areas ids of the areas
 * @param national folders that are for everywhere or for a nation
 * @param pathways files of theirs that name services
 * @throws UnusableContent
 */
export function checkReferences(
  folder: ContentFolder,
  areas: readonly string[],
  national: readonly string[],
  pathways: readonly string[],
): void {
  const servicesIn = (at: string): Checked<LooseService[]> =>
    folder.yaml(`${at}/services.yaml`, looseServices);
  const read = forAll(areas, (id) => ({
    draft: folder.yaml(`areas/${id}/area.yaml`, looseArea).data.draft,
    pathways: [`areas/${id}/area.yaml`, `areas/${id}/pathway.yaml`, bookingsFile(id)].filter((file) =>
      folder.has(file),
    ),
    services: servicesIn(`areas/${id}`),
  }));
  const everywhere = forAll(national, servicesIn);
  const served = read.filter(({ draft }) => !draft).map(({ services }) => services);
  const shared = [...served, ...everywhere].flatMap(({ data }) => data);
  const known = byId(shared);
  const knownTo = ({ draft, services }: (typeof read)[number]): Known =>
    draft ? byId([...shared, ...services.data]) : known;
  const pathway = (file: string): Checked<unknown> => folder.yaml(file, z.unknown());
  // Of a service that stands twice, nobody can tell which is meant, so the rest waits until each stands once.
  forAll(read, (area) => checkOnce(area.services, knownTo(area)));
  forAll(everywhere, (services) => checkOnce(services, known));
  const checks = [
    ...read.flatMap((area) => [
      () => checkServices(area.services, knownTo(area)),
      ...area.pathways.map((file) => () => checkPathway(pathway(file), knownTo(area))),
    ]),
    ...everywhere.map((services) => () => checkServices(services, known)),
    ...pathways.map((file) => () => checkPathway(pathway(file), known)),
  ];
  forAll(checks, (check) => check());
}
