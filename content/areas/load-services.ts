import { checkFilledIn } from './placeholders.js';
import type { Checked } from '../schema/checked.js';
import type { ContentFolder } from '../schema/folder.js';
import { didYouMean } from '../schema/nearest.js';
import type { Service, ServiceEntry } from '../schema/service.js';
import { servicesFileSchema } from '../schema/service.js';

/**
 * Every service by id, from the `services.yaml` of each folder given.
 * @param known services that are there already; the result holds them too
 * @throws ContentError
 */
export function loadServices(
  folder: ContentFolder,
  places: readonly { id: string; at: string; draft?: boolean }[],
  known: ReadonlyMap<string, Service> = new Map(),
): Map<string, Service> {
  const services = new Map(known);
  const files: Checked<ServiceEntry[]>[] = [];
  for (const { id: area, at, draft = false } of places) {
    const file = folder.yaml(`${at}/services.yaml`, servicesFileSchema);
    if (!draft) checkFilledIn(file);
    files.push(file);
    file.data.forEach((service, index) => {
      if (services.has(service.id)) {
        throw file.fault(
          [index, 'id'],
          `${service.id} is already the id of another service: write one of its own.`,
        );
      }
      services.set(service.id, { ...service, area });
    });
  }
  for (const file of files) checkReferences(file, services);
  return services;
}

/** What to write in place of an id that no service has. */
export function noService(id: string, services: ReadonlyMap<string, Service>): string {
  return `no service is called ${id}: write the id of one that exists.${didYouMean(id, services.keys())}`;
}

function checkReferences(file: Checked<ServiceEntry[]>, services: ReadonlyMap<string, Service>): void {
  file.data.forEach((service, index) => {
    for (const field of ['reachedThrough', 'nextBest', 'seeInstead'] as const) {
      service[field].forEach((id, position) => {
        const target = services.get(id);
        const path = [index, field, position];
        if (!target) throw file.fault(path, noService(id, services));
        if (target.status === 'closed') throw file.fault(path, `${id} is closed: write one that is running.`);
      });
    }
  });
}
