// `npm run -s explain -- "text"`: what was recognised, from which words, by which rules, and the nearest training phrases.
import { join } from 'node:path';
import { nearestPhrases } from '../../bot/understanding/nearest.js';
import { createUnderstander, examine, type Understood } from '../../bot/understanding/understand.js';
import { learnt } from '../../bot/understanding/cautious.js';
import { heads } from '../../bot/classifier/labels.js';
import { reasonsFor } from '../../bot/classifier/reasons.js';
import { projectRoot } from '../../content/project-root.js';
import { openFolder } from '../../content/schema/folder.js';
import { loadPhrases } from '../../content/schema/phrases.js';
import { CommandError, explained } from '../commands/explained.js';
import { labelsOf } from './labels.js';
import { ownModel, ownRules } from './own-understander.js';

const shown = 5;
/** Words with so little weight decided nothing. */
const leastWeight = 0.05;

function because({ understanding, findings }: Understood): string[] {
  const { facts } = understanding;
  const people = facts.people.map(({ relationship, age, ageGroup, conditions = [] }) =>
    [relationship, age ?? ageGroup, ...conditions].filter((each) => each !== undefined).join(', '),
  );
  return [
    ...Object.entries(facts.from).map(([fact, words]) => `  ${fact.padEnd(12)} from "${words}"`),
    ...people.map((person) => `  looks after   ${person}`),
    ...findings.map(
      ({ rule, response, concern, unsure, words }) =>
        `  ${rule === learnt ? 'the model' : `rule ${rule}`}: ${response}, ${concern ?? 'no concern'}${unsure ? ' (too unsure to be named)' : ''}, from "${words}"`,
    ),
  ];
}

await explained(() => {
  const text = process.argv.slice(2).join(' ').trim();
  if (text === '') throw new CommandError('Write: npm run -s explain -- "what somebody wrote"');
  const rules = ownRules();
  const model = ownModel();
  const understood = createUnderstander({ ...rules, model }).understand(text, null);
  const labels = labelsOf(understood);
  const { clues } = examine(rules, text, null);
  const beliefs = model.beliefs(clues).slice();
  const belief = (head: { from: number; names: readonly string[] }, name: string): string =>
    `${((beliefs[head.from + head.names.indexOf(name)] ?? 0) * 100).toFixed(0)} %`;
  const words = (head: { from: number; names: readonly string[] }, name: string): string =>
    reasonsFor(model, clues, head.from + head.names.indexOf(name))
      .filter(({ weight }) => weight > leastWeight)
      .slice(0, shown)
      .map(({ what, weight }) => `${what} ${weight.toFixed(1)}`)
      .join(', ');
  const line = (label: string, head: { from: number; names: readonly string[] }, name: string): string =>
    `  ${label.padEnd(11)} ${name.padEnd(20)} the model: ${belief(head, name).padStart(5)}  from ${words(head, name) || 'nothing in particular'}`;

  const lines = [
    'Recognised',
    `  lang        ${labels.lang}`,
    line('carer', heads.carer, labels.carer),
    ...labels.topics.map((topic) => line('topic', heads.topics, topic)),
    line('response', heads.response, labels.response),
    line('concern', heads.concern, labels.concern ?? 'no-concern'),
    `${line('wantsHuman', heads.human, 'wants-human')}${labels.wantsHuman ? '' : '  (no)'}`,
    '',
    'Facts and rules',
    ...because(understood),
    '',
    'Nearest training phrases',
    ...nearestPhrases(rules, loadPhrases(openFolder(join(projectRoot, 'content'))), text, shown).map(
      ({ likeness, phrase, group }) =>
        `  ${(likeness * 100).toFixed(0).padStart(3)} %  ${phrase}\n         ${group.carer ?? '–'}; ${group.topics?.join(', ') ?? '–'}; ${group.response ?? '–'}${group.concern ? `, ${group.concern}` : ''}${group.wantsHuman ? '; wants a person' : ''}`,
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
});
