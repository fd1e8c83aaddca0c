import type { Areas } from '../areas/load-areas.js';
import type { Language } from '../language.js';
import { languages } from '../language.js';
import { ContentError, forAll, refuse, together } from '../errors.js';
import type { Advice, AdviceWords } from '../schema/advice.js';
import { adviceSchema, smsLength } from '../schema/advice.js';
import type { Checked } from '../schema/checked.js';
import { checkYaml } from '../schema/checked.js';
import { didYouMean } from '../schema/nearest.js';
import type { ContentFolder } from '../schema/folder.js';
import type { Service } from '../schema/service.js';
import type { z } from 'zod';
import { isFigure, numbersIn } from './figures.js';
import { tooHard } from '../reading-age.js';
import { fillServices, UnfilledPlaceholder, withoutPlaceholders } from './service-details.js';

const headings: Record<Language, string> = { en: '# English', cy: '# Cymraeg' };
const frontMatter = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/** An article as its file has it. */
export interface ArticleFile {
  file: string;
  text: string;
  checked: Checked<z.infer<typeof adviceSchema>>;
  body: Record<Language, string>;
}

/** The line (from 1) on which `part` first stands in a file; the last one when it is not there. */
function lineWith(text: string, part: string): number {
  const lines = text.split('\n');
  const found = lines.findIndex((line) => line.includes(part));
  return found === -1 ? lines.length : found + 1;
}

/** The page in each language: what stands under its heading, up to the next one. */
function splitBody(page: string, file: string, text: string): Record<Language, string> {
  const [, ...parts] = `\n${page}`.split(/\n(?=# )/);
  const bodyOf = (language: Language): string => {
    const part = parts.find((each) => each.startsWith(`${headings[language]}\n`));
    const body = part?.slice(headings[language].length).trim();
    if (!body)
      throw new ContentError(
        file,
        headings[language],
        'is missing: write the page under this heading.',
        lineWith(text, headings[language]),
      );
    return body;
  };
  return together<Record<Language, string>>({ en: () => bodyOf('en'), cy: () => bodyOf('cy') });
}

/** A child of ten can read it. Measured in English: for Welsh there is no formula that is known to hold. */
function checkReadingAge({ checked: { data, fault }, file, text, body }: ArticleFile): void {
  const [hardCard] = tooHard([data.en.card], 'card');
  const [hardPage] = tooHard([body.en], 'page');
  refuse([
    ...(hardCard ? [fault(['en', 'card'], hardCard)] : []),
    ...(hardPage ? [new ContentError(file, headings.en, hardPage, lineWith(text, headings.en))] : []),
  ]);
}

/** Every number has its source, and every source its number. */
function checkFigures({ checked: { data, fault }, body }: ArticleFile): void {
  const { figures, sources } = data;
  const texts = languages.flatMap((language) => {
    const { title, card, sms } = data[language];
    return [title, card, sms, body[language]];
  });
  const used = new Set(texts.flatMap((text) => numbersIn(withoutPlaceholders(text))));
  const unsourced = [...used].filter((number) => !(number in figures));
  refuse([
    ...Object.entries(figures).flatMap(([figure, source]) => {
      const at = ['figures', figure];
      if (!(source in sources)) return [fault(at, `${source} is not among the sources: add it there.`)];
      if (!isFigure(figure))
        return [fault(at, 'may be a telephone number: write {{service:carers-uk.phone}} and its like.')];
      return used.has(figure) ? [] : [fault(at, 'is not in the article: remove it.')];
    }),
    ...(unsourced.length === 0
      ? []
      : [
          fault(
            ['figures'],
            `${unsourced.join(', ')} in the article without a source: add it here, or for a telephone number write {{service:…}}.`,
          ),
        ]),
  ]);
}

function fill(words: AdviceWords, services: ReadonlyMap<string, Service>, language: Language): AdviceWords {
  const filled = (text: string): string => fillServices(text, services, language);
  return {
    title: filled(words.title),
    card: filled(words.card),
    sms: filled(words.sms),
    body: filled(words.body),
  };
}

/** Reads an article and checks what can be checked of it alone. */
function readArticle(folder: ContentFolder, name: string): ArticleFile {
  const file = `advice/${name}`;
  const text = folder.text(file);
  const [, matter, page = ''] = frontMatter.exec(text) ?? [];
  if (matter === undefined)
    throw new ContentError(file, '', 'has no front matter: begin it with --- and the fields.', 1);
  const { checked, body } = together({
    checked: () => checkYaml(matter, adviceSchema, file, 1),
    body: () => splitBody(page, file, text),
  });
  const article = { file, text, checked, body };
  const { id, reviewed, reviewBy } = checked.data;
  const named = name === `${id}.md`;
  const checks = [
    () =>
      refuse(
        named ? [] : [checked.fault(['id'], `write ${name.replace(/\.md$/, '')}, the name of the file.`)],
      ),
    () =>
      refuse(
        reviewed < reviewBy
          ? []
          : [checked.fault(['reviewBy'], 'write a day after the one it was reviewed on.')],
      ),
    () => checkFigures(article),
    () => checkReadingAge(article),
  ];
  forAll(checks, (check) => check());
  return article;
}

/** Fills in the details of services, and holds what the article says of areas to be true. */
function completeArticle({ file, text, checked, body }: ArticleFile, { areas, services }: Areas): Advice {
  const { data, fault } = checked;
  const fillIn = (language: Language): AdviceWords => {
    try {
      const words = fill({ ...data[language], body: body[language] }, services, language);
      if (words.sms.length > smsLength)
        throw fault([language, 'sms'], `write at most ${smsLength} characters.`);
      return words;
    } catch (error) {
      if (error instanceof UnfilledPlaceholder)
        throw new ContentError(file, 'text', error.message, lineWith(text, error.inside));
      throw error;
    }
  };
  const { en, cy } = together({
    areas: () =>
      forAll((data.areas ?? []).entries(), ([index, id]) => {
        if (!areas.has(id))
          throw fault(
            ['areas', index],
            `no area is called ${id}: write the name of its folder.${didYouMean(id, areas.keys())}`,
          );
      }),
    en: () => fillIn('en'),
    cy: () => fillIn('cy'),
  });
  return { ...data, en, cy };
}

/** Every article in `advice/`, in order of id, as it is written. @throws UnusableContent */
export function readAdvice(folder: ContentFolder): ArticleFile[] {
  const names = folder.list('advice').filter((name) => name.endsWith('.md'));
  return forAll(names, (name) => readArticle(folder, name));
}

/** Articles with the details of services filled in. @throws UnusableContent */
export function completeAdvice(articles: readonly ArticleFile[], areas: Areas): Advice[] {
  return forAll(articles, (article) => completeArticle(article, areas));
}
