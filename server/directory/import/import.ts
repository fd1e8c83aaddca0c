import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAreas } from '../../../content/areas/load-areas.js';
import { openFolder } from '../../../content/schema/folder.js';
import type { Feed } from './feed.js';
import { planImport, type Change } from './plan.js';
import { withChanges } from './write.js';

/** There is no such area to bring a feed into. */
export class UnknownArea extends Error {
  override readonly name = 'UnknownArea';
}

/**
 * Brings a feed into an area's `services.yaml`, and reads it back as a start would: what cannot be loaded is not kept.
 * @param content the content folder
 * @param write false for a dry run, which changes nothing
 * @param today YYYY-MM-DD
 * @returns what was, or would be, done, and what is left for somebody to decide
 * @throws UnknownArea, or UnusableContent when the content cannot be used
 */
export function importFeed(
  content: string,
  area: string,
  feed: Feed,
  write: boolean,
  today: string,
): Change[] {
  const folder = openFolder(content);
  const { areas, drafts, services } = loadAreas(folder);
  const drafted = drafts.get(area);
  if (!areas.has(area) && !drafted) {
    const ids = [...areas.keys(), ...drafts.keys()].join(', ');
    throw new UnknownArea(
      `No area is called ${area}: write one of ${ids}, or make it with npm run new-area.`,
    );
  }
  const ours = drafted ?? [...services.values()].filter((service) => service.area === area);
  const known = new Set([...services.keys(), ...ours.map(({ id }) => id)]);
  const changes = planImport(feed, area, ours, known, today);
  if (!write) return changes;

  const file = join(content, 'areas', area, 'services.yaml');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, withChanges(before, changes));
  try {
    loadAreas(folder);
  } catch (error) {
    writeFileSync(file, before);
    throw error;
  }
  return changes;
}
