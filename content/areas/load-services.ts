import type { Checked } from '../schema/checked.js';
import type { ContentFolder } from '../schema/folder.js';
import type { Service, ServiceEntry } from '../schema/service.js';
import { servicesFileSchema } from '../schema/service.js';

/** Every service by id, from the `services.yaml` of each folder given. @throws ContentError */
export function loadServices(
  folder: ContentFolder,
  places: readonly { id: string; at: string }[],
): Map<string, Service> {
  const services = new Map<string, Service>();
  const files: Checked<ServiceEntry[]>[] = [];
  for (const { id: area, at } of places) {
    const file = folder.yaml(`${at}/services.yaml`, servicesFileSchema);
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

function checkReferences(file: Checked<ServiceEntry[]>, services: ReadonlyMap<string, Service>): void {
  file.data.forEach((service, index) => {
    for (const field of ['reachedThrough', 'nextBest', 'seeInstead'] as const) {
      service[field].forEach((id, position) => {
        const target = services.get(id);
        const path = [index, field, position];
        if (!target) throw file.fault(path, `no service is called ${id}: write the id of one that exists.`);
        if (target.status === 'closed') throw file.fault(path, `${id} is closed: write one that is running.`);
      });
    }
  });
}
