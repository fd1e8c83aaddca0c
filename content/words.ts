import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { forAll, refuse } from './errors.js';
import type { Language } from './language.js';
import { checkYaml } from './schema/checked.js';
import { didYouMean } from './schema/nearest.js';
import { remember } from './schema/remember.js';
import { hardWords } from './words-reading-age.js';

const bothLanguages = z.strictObject({ en: z.string().min(1), cy: z.string().min(1) });

/** A text message has room for this much, whatever is filled in. */
const shortWords = z.string().min(1).max(300);
const shortInBoth = z.strictObject({ en: shortWords, cy: shortWords });

/** One entry of a words file: the sentence in both languages, and where they differ the SMS form and the form for under-18s. */
const entrySchema = bothLanguages.extend({
  sms: shortInBoth.optional(),
  young: bothLanguages.optional(),
  youngSms: shortInBoth.optional(),
});
const fileSchema = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*$/, 'a key such as place or place.again'),
  entrySchema,
);

/** Values put into a sentence's {braces}. */
export type Values = Record<string, string | number>;

/** How a sentence is to be said. */
export interface Voice {
  language: Language;
  /** True when a person under 18 reads it. */
  young: boolean;
}

/** A sentence in its full form and, where an editor wrote one, the short form for SMS. */
export interface Said {
  text: string;
  short: string | null;
}

/** Every sentence, ready to be said. Keys are `file.entry`. */
export interface Words {
  /** The same, with the sentences that an area says in words of its own. */
  in(area: string): Words;
  /** @throws Error when no such sentence exists, or a value it needs is missing */
  say(key: string, voice: Voice, values?: Values): Said;
  /** The full form alone, for pages and labels. */
  text(key: string, language: Language, values?: Values): string;
  has(key: string): boolean;
  keys(): string[];
}

type Form = 'full' | 'sms' | 'young' | 'youngSms';
type Compiled = Partial<Record<Form, Record<Language, IntlMessageFormat | string>>>;
/** By key. */
type Sentences = Map<string, Compiled>;

const locales: Record<Language, string> = { en: 'en-GB', cy: 'cy' };

/** What may mean something in MessageFormat: an argument, or a quotation mark that does not stand for itself. */
const syntax = /[{}<>]|''/;

/** Plain strings stay strings: most sentences have no values, and formatting them would only cost time. */
function compile(message: string, language: Language): IntlMessageFormat | string {
  if (!syntax.test(message)) return message;
  const format = new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true });
  return message.includes('{') ? format : String(format.format());
}

function compileBoth(pair: { en: string; cy: string }): Record<Language, IntlMessageFormat | string> {
  return { en: compile(pair.en, 'en'), cy: compile(pair.cy, 'cy') };
}

/**
 * Reads a file of sentences into `into`.
 * @param shown how the file is named in faults
 * @param keyOf the key of an entry
 */
function readFile(path: string, shown: string, keyOf: (entry: string) => string, into: Sentences): void {
  const text = readFileSync(path, 'utf8');
  const { data, fault } = checkYaml(text, fileSchema, shown);
  forAll(Object.entries(data), ([entry, { sms, young, youngSms, ...full }]) => {
    try {
      into.set(keyOf(entry), {
        full: compileBoth(full),
        ...(sms && { sms: compileBoth(sms) }),
        ...(young && { young: compileBoth(young) }),
        ...(youngSms && { youngSms: compileBoth(youngSms) }),
      });
    } catch (error) {
      throw fault([entry], `write a sentence in ICU MessageFormat (${String(error)}).`);
    }
  });
  const hard = remember('hard-words', text, () => hardIn(data)) as HardWords[];
  refuse(hard.map(({ path, instead }) => fault(path, instead)));
}

/** The sentences that an area says in words of its own, in its `words.yaml`: each takes the place of a common one. */
function readOwn(path: string, area: string, common: Sentences): Sentences {
  const own: Sentences = new Map();
  const shown = `areas/${area}/words.yaml`;
  readFile(path, shown, (key) => key, own);
  const { fault } = checkYaml(readFileSync(path, 'utf8'), fileSchema, shown);
  refuse(
    [...own].flatMap(([key, sentence]) => {
      const instead = common.get(key);
      if (!instead) {
        const near = didYouMean(key, common.keys());
        return [fault([key], `names no sentence: write its file and its name, as ask.wants.${near}`)];
      }
      const known = valuesOf(instead);
      const strange = [...valuesOf(sentence)].filter((name) => !known.has(name));
      return strange.map((name) => fault([key], `{${name}} is not filled in there: leave it out.`));
    }),
  );
  return own;
}

type Elements = ReturnType<IntlMessageFormat['getAst']>;
/** How the parser of MessageFormat marks words that stand for themselves. */
const literal = 0;

/** The names in braces of all forms of a sentence. */
function valuesOf(sentence: Compiled): Set<string> {
  const names = new Set<string>();
  const look = (elements: Elements): void => {
    for (const element of elements) {
      if ('value' in element && Number(element.type) !== literal) names.add(element.value);
      if ('options' in element) Object.values(element.options).forEach(({ value }) => look(value));
    }
  };
  for (const { en, cy } of Object.values(sentence)) {
    for (const message of [en, cy]) if (typeof message !== 'string') look(message.getAst());
  }
  return names;
}

/** Where an English sentence is too hard to read, and what to write. */
interface HardWords {
  path: string[];
  instead: string;
}

function hardIn(entries: z.infer<typeof fileSchema>): HardWords[] {
  const english = Object.entries(entries).flatMap(([entry, { en, sms, young, youngSms }]) => [
    { path: [entry, 'en'], text: en },
    ...Object.entries({ sms, young, youngSms }).flatMap(([form, both]) =>
      both ? [{ path: [entry, form, 'en'], text: both.en }] : [],
    ),
  ]);
  const hard = hardWords(english.map(({ text }) => text));
  return english.flatMap(({ path }, index) => {
    const instead = hard[index];
    return instead ? [{ path, instead }] : [];
  });
}

/**
 * Reads every `*.yaml` in `folder`, and the `words.yaml` of each area beside it. Sentences are ICU MessageFormat, so that plurals follow each language's own rules.
 * @throws UnusableContent naming the file, the entry and what to write
 */
export function loadWords(folder: string): Words {
  const common: Sentences = new Map();
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  forAll(files.sort(), (file) => {
    readFile(join(folder, file), `words/${file}`, (entry) => `${basename(file, '.yaml')}.${entry}`, common);
  });
  const areas = join(folder, '../areas');
  const withOwn = existsSync(areas)
    ? readdirSync(areas).filter((area) => existsSync(join(areas, area, 'words.yaml')))
    : [];
  const own = new Map(
    forAll(withOwn, (area) => [area, readOwn(join(areas, area, 'words.yaml'), area, common)] as const),
  );
  const inAreas = new Map([...own].map(([area, ours]) => [area, wordsOf(new Map([...common, ...ours]))]));
  const words: Words = { ...wordsOf(common), in: (area) => inAreas.get(area) ?? words };
  return words;
}

function wordsOf(entries: Sentences): Words {
  const find = (key: string): Compiled => {
    const entry = entries.get(key);
    if (!entry)
      throw new Error(
        `No sentence is called ${key}: add it to content/words/${key.split('.')[0] ?? key}.yaml.`,
      );
    return entry;
  };
  const fill = (key: string, form: Form, language: Language, values: Values): string | null => {
    const message = find(key)[form]?.[language];
    if (message === undefined) return null;
    return typeof message === 'string' ? message : String(message.format(values));
  };
  const full = (key: string, language: Language, values: Values): string =>
    fill(key, 'full', language, values) ?? '';

  const words: Words = {
    in: () => words,
    say: (key, { language, young }, values = {}) => ({
      text: (young ? fill(key, 'young', language, values) : null) ?? full(key, language, values),
      short:
        (young ? (fill(key, 'youngSms', language, values) ?? fill(key, 'young', language, values)) : null) ??
        fill(key, 'sms', language, values),
    }),
    text: (key, language, values = {}) => full(key, language, values),
    has: (key) => entries.has(key),
    keys: () => [...entries.keys()],
  };
  return words;
}
