// `npm run check-content`: loads everything as a start does, and says what an editor should look at again.
import { loadContent } from '../../content/load.js';
import { overdue } from '../../content/review/overdue.js';
import { explained } from './explained.js';

await explained(() => {
  const content = loadContent();
  const { areas, drafts, services, advice } = content;
  const late = overdue(content, new Date());
  const lines = [
    `The content can be used: ${areas.size} areas (${[...areas.keys()].join(', ')}), ${services.size} services, ${advice.length} articles.`,
    ...(drafts.size > 0 ? [`Drafts, checked and served to nobody: ${[...drafts.keys()].join(', ')}.`] : []),
    late.length === 0
      ? 'Nothing is past its day.'
      : `To look at again (${late.length}); all of it is still served:`,
    ...late.map(({ file, field, why }) => `  ${file} "${field}" ${why}.`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});
