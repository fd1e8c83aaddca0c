import { carerLabels, responses } from '../../../content/schema/vocabulary.js';
import type { Answered } from './labelled.js';
import { barWords, measure, missesOf, type Bar, type Measures } from './measure.js';
import type { Rate, Score, Scores } from './scores.js';

const percent = (part: number | null): string =>
  part === null ? '    –' : `${(part * 100).toFixed(1).padStart(5)}`;

const rateWords = ({ of, count }: Rate): string =>
  `${percent(of === 0 ? null : count / of)} %  (${count} of ${of})`;

function scoreLine({ label, support, precision, recall, f1 }: Score): string {
  return `  ${label.padEnd(20)} ${percent(precision)} ${percent(recall)} ${percent(f1)} ${String(support).padStart(5)}`;
}

function scoreTable(name: string, { labels, micro, macroF1 }: Scores): string[] {
  const known = labels.filter(({ f1 }) => f1 !== null);
  const heading = `${name.padEnd(22)} prec.  rec.    F1 messages`;
  const all = known.length > 1 ? [scoreLine(micro), `  ${'macro F1'.padEnd(32)} ${percent(macroF1)}`] : [];
  return [heading, ...known.map(scoreLine), ...all, ''];
}

function matrix(name: string, labels: readonly string[], counts: readonly (readonly number[])[]): string[] {
  const width = 10;
  const heading = `${`${name}, given →`.padEnd(20)}${labels.map((label) => label.padStart(width)).join('')}`;
  const rows = labels.map(
    (label, at) =>
      `  ${label.padEnd(18)}${(counts[at] ?? []).map((count) => String(count).padStart(width)).join('')}`,
  );
  return [heading, ...rows, ''];
}

/** The figures that the groups of messages are compared by. */
function summary({ messages, carer, response, topics, wantsHuman, bars }: Measures): string {
  const danger = bars.dangerFound;
  const parts = [
    `${String(messages).padStart(5)}`,
    percent(carer.micro.f1),
    percent(carer.macroF1),
    percent(response.micro.f1),
    percent(danger.of === 0 ? null : danger.count / danger.of),
    percent(topics.micro.f1),
    percent(wantsHuman.micro.f1),
  ];
  return parts.map((part) => part.padStart(9)).join('');
}

function groups(answered: readonly Answered[]): string[] {
  const wanted: [string, (each: Answered) => boolean][] = [
    ['all', () => true],
    ['English', ({ message }) => message.lang === 'en'],
    ['Welsh', ({ message }) => message.lang === 'cy'],
    ['text-speak', ({ textSpeak }) => textSpeak],
    ['other writing', ({ textSpeak }) => !textSpeak],
  ];
  const columns = ['messages', 'carer', 'macro', 'response', 'danger', 'topics', 'human'];
  const heading = `${'Groups'.padEnd(16)}${columns.map((column) => column.padStart(9)).join('')}`;
  const rows = wanted.map(([name, isIn]) => {
    const group = answered.filter(isIn);
    return group.length === 0 ? null : `  ${name.padEnd(14)}${summary(measure(group))}`;
  });
  return [heading, ...rows.filter((row) => row !== null), ''];
}

/** The measures of a set of messages in words and tables, and each message that was misunderstood. */
export function report(answered: readonly Answered[]): string {
  const measures = measure(answered);
  const bars = Object.entries(measures.bars).map(
    ([bar, value]) => `  ${barWords[bar as Bar].padEnd(42)} ${rateWords(value)}`,
  );
  const misses = answered.flatMap((each) => {
    const wrong = missesOf(each);
    return wrong.length === 0
      ? []
      : [`  ${each.message.id}  ${wrong.join('; ')}`, `      ${each.message.text}`];
  });
  return [
    `${measures.messages} messages`,
    '',
    ...scoreTable('carer', measures.carer),
    ...matrix('carer', carerLabels, measures.carerConfusion),
    ...scoreTable('response', measures.response),
    ...matrix('response', responses, measures.responseConfusion),
    ...scoreTable('concern', measures.concern),
    ...scoreTable('topics', measures.topics),
    ...scoreTable('wantsHuman', measures.wantsHuman),
    ...groups(answered),
    'Rates',
    ...bars,
    '',
    `Misses${misses.length === 0 ? ': none' : ''}`,
    ...misses,
    '',
  ].join('\n');
}
