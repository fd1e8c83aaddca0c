// `npm run check-content`: loads everything as a start does, and says what an editor should look at again.
import { loadContent } from '../../content/load.js';
import type { Overdue } from '../../content/review/overdue.js';
import { overdue } from '../../content/review/overdue.js';
import { explained } from './explained.js';

function listed(title: string, late: readonly Overdue[]): string[] {
  if (late.length === 0) return [`${title}: nothing.`];
  const lines = late.map(({ file, field, why }) => `  ${file} "${field}" ${why}.`);
  return [`${title} (${late.length}); all of it is still served:`, ...lines];
}

await explained(() => {
  const content = loadContent();
  const { areas, drafts, services, advice } = content;
  const late = overdue(content, new Date());
  const lines = [
    `The content can be used: ${areas.size} areas (${[...areas.keys()].join(', ')}), ${services.size} services, ${advice.length} articles.`,
    ...(drafts.size > 0 ? [`Drafts, checked and served to nobody: ${[...drafts.keys()].join(', ')}.`] : []),
    ...listed(
      'Past its day',
      late.filter(({ undated }) => !undated),
    ),
    ...listed(
      'Of a source without a date',
      late.filter(({ undated }) => undated),
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});
