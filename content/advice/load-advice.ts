import type { Areas } from '../areas/load-areas.js';
import type { Language } from '../language.js';
import { languages } from '../language.js';
import { ContentError } from '../errors.js';
import type { Advice, AdviceWords } from '../schema/advice.js';
import { adviceSchema, smsLength } from '../schema/advice.js';
import type { Checked } from '../schema/checked.js';
import { checkYaml } from '../schema/checked.js';
import { didYouMean } from '../schema/nearest.js';
import type { ContentFolder } from '../schema/folder.js';
import type { Service } from '../schema/service.js';
import type { z } from 'zod';
import { isFigure, numbersIn } from './figures.js';
import { tooHard } from './reading-age.js';
import { fillServices, UnfilledPlaceholder, withoutPlaceholders } from './service-details.js';

const headings: Record<Language, string> = { en: '# English', cy: '# Cymraeg' };
const frontMatter = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/** The line (from 1) on which `part` first stands in a file; the last one when it is not there. */
function lineWith(text: string, part: string): number {
  const lines = text.split('\n');
  const found = lines.findIndex((line) => line.includes(part));
  return found === -1 ? lines.length : found + 1;
}

/** A child of ten can read it. Measured in English: for Welsh there is no formula that is known to hold. */
function checkReadingAge(
  { data, fault }: Checked<z.infer<typeof adviceSchema>>,
  page: string,
  faultOnPage: (instead: string) => ContentError,
): void {
  const hardCard = tooHard(data.en.card, 'card');
  if (hardCard) throw fault(['en', 'card'], hardCard);
  const hardPage = tooHard(page, 'page');
  if (hardPage) throw faultOnPage(hardPage);
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
  return { en: bodyOf('en'), cy: bodyOf('cy') };
}

function checkFigures(checked: Checked<z.infer<typeof adviceSchema>>, texts: readonly string[]): void {
  const { figures, sources } = checked.data;
  for (const [figure, source] of Object.entries(figures)) {
    if (!(source in sources))
      throw checked.fault(['figures', figure], `${source} is not among the sources: add it there.`);
    if (!isFigure(figure)) {
      throw checked.fault(
        ['figures', figure],
        'may be a telephone number: write {{service:carers-uk.phone}} and its like.',
      );
    }
  }
  const used = texts.flatMap((text) => numbersIn(withoutPlaceholders(text)));
  const unsourced = used.find((each) => !(each in figures));
  if (unsourced) {
    throw checked.fault(
      ['figures'],
      `${unsourced} stands in the article without a source: add it here, or for a telephone number write {{service:…}}.`,
    );
  }
  const unused = Object.keys(figures).find((figure) => !used.includes(figure));
  if (unused) throw checked.fault(['figures', unused], 'is not in the article: remove it.');
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

function loadArticle(folder: ContentFolder, name: string, { areas, services }: Areas): Advice {
  const file = `advice/${name}`;
  const text = folder.text(file);
  const [, matter, page = ''] = frontMatter.exec(text) ?? [];
  if (matter === undefined)
    throw new ContentError(file, '', 'has no front matter: begin it with --- and the fields.', 1);
  const checked = checkYaml(matter, adviceSchema, file, 1);
  const { data } = checked;
  if (name !== `${data.id}.md`)
    throw checked.fault(['id'], `write ${name.replace(/\.md$/, '')}, the name of the file.`);
  if (data.reviewBy <= data.reviewed)
    throw checked.fault(['reviewBy'], 'write a day after the one it was reviewed on.');

  data.areas?.forEach((id, index) => {
    if (!areas.has(id))
      throw checked.fault(
        ['areas', index],
        `no area is called ${id}: write the name of its folder.${didYouMean(id, areas.keys())}`,
      );
  });

  const body = splitBody(page, file, text);
  const written: Record<Language, AdviceWords> = {
    en: { ...data.en, body: body.en },
    cy: { ...data.cy, body: body.cy },
  };
  const texts = languages.flatMap((language) => {
    const { title, card, sms } = data[language];
    return [title, card, sms, body[language]];
  });
  checkFigures(checked, texts);
  try {
    checkReadingAge(
      checked,
      body.en,
      (instead) => new ContentError(file, headings.en, instead, lineWith(text, headings.en)),
    );
    const words = { en: fill(written.en, services, 'en'), cy: fill(written.cy, services, 'cy') };
    const long = languages.find((language) => words[language].sms.length > smsLength);
    if (long) throw checked.fault([long, 'sms'], `write at most ${smsLength} characters.`);
    return { ...data, ...words };
  } catch (error) {
    if (error instanceof UnfilledPlaceholder)
      throw new ContentError(file, 'text', error.message, lineWith(text, error.inside));
    throw error;
  }
}

/** Every article in `advice/`, in order of id. @throws ContentError */
export function loadAdvice(folder: ContentFolder, areas: Areas): Advice[] {
  return folder
    .list('advice')
    .filter((name) => name.endsWith('.md'))
    .map((name) => loadArticle(folder, name, areas));
}
