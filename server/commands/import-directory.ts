// `npm run import-directory -- FILE|URL AREA [--dry-run]`: brings an Open Referral feed into an area.
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { projectRoot } from '../../content/project-root.js';
import { FeedError, readFeed } from '../directory/import/feed.js';
import { importFeed, UnknownArea } from '../directory/import/import.js';
import type { Change } from '../directory/import/plan.js';
import { CommandError, explained } from './explained.js';

function sentenceFor(change: Change): string {
  if (change.kind === 'add') return `+ ${change.service.id}: new, unconfirmed, offered to nobody yet`;
  if (change.kind === 'detail') {
    const { service, field, from, detail } = change;
    return `~ ${service} ${field}: ${from ?? 'nothing'} -> ${detail.value}, to be confirmed first`;
  }
  if (change.kind === 'differs') {
    const { service, field, ours, theirs } = change;
    return `? ${service} ${field}: kept ${ours}; the directory says ${theirs}`;
  }
  return `? ${change.service}: kept; the directory does not list it as running`;
}

await explained(async () => {
  const args = process.argv.slice(2);
  const dryRun = args.includes('--dry-run');
  const [from, area, ...rest] = args.filter((arg) => arg !== '--dry-run');
  if (from === undefined || area === undefined || rest.length > 0) {
    throw new CommandError('Write npm run import-directory -- FILE|URL AREA [--dry-run]');
  }
  try {
    const feed = await readFeed(from);
    const today = DateTime.now().setZone('Europe/London').toFormat('yyyy-MM-dd');
    const changes = importFeed(join(projectRoot, 'content'), area, feed, !dryRun, today);
    const unreadable = feed.unreadable > 0 ? `, ${feed.unreadable} more that cannot be read` : '';
    const lines = [
      `${feed.services.length} services in ${feed.source}${unreadable}.`,
      ...changes.map(sentenceFor),
      changes.length === 0
        ? 'Nothing is new.'
        : dryRun
          ? 'Nothing was changed: this was a dry run.'
          : `Written to content/areas/${area}/services.yaml. What begins with ? is for you to decide.`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } catch (error) {
    if (error instanceof FeedError || error instanceof UnknownArea) throw new CommandError(error.message);
    throw error;
  }
});
