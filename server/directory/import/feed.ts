import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** Why a feed cannot be read, for whoever asked for it. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
}

const text = z.string().trim();
/** Feeds write null, or nothing in quotes, for what they do not know. */
const maybe = <T>(schema: z.ZodType<T>): z.ZodType<T | undefined> => schema.optional().catch(undefined);
const phone = z.object({ number: text.min(1) });
const age = z.number().int().min(0).max(120);

/**
 * A service of an Open Referral feed, as far as we take it. Feeds keep the standard more or less well, so that only an
 * id and a name are asked for, and what cannot be read counts as not said. The UK profile has numbers nowhere: they stand
 * with the service or with its contacts.
 */
const feedServiceSchema = z.object({
  id: text.min(1),
  name: text.min(1),
  description: maybe(text.min(1)),
  status: maybe(text),
  url: maybe(z.url({ protocol: /^https?$/ })),
  email: maybe(z.email()),
  minimum_age: maybe(age),
  maximum_age: maybe(age),
  assured_date: maybe(z.iso.date()),
  last_modified: maybe(text.regex(/^\d{4}-\d{2}-\d{2}/)),
  organization: maybe(z.object({ name: text.min(1) })),
  phones: maybe(z.array(phone)),
  contacts: maybe(z.array(z.object({ phones: maybe(z.array(phone)) }))),
  attributes: maybe(z.array(z.object({ taxonomy_term: maybe(z.object({ term: maybe(text) })) }))),
});
export type FeedService = z.infer<typeof feedServiceSchema>;

const pageSchema = z.object({
  contents: z.array(z.unknown()),
  total_pages: z.number().int().min(0).optional(),
  last_page: z.boolean().optional(),
});
const wholeSchema = z.union([
  z.array(z.unknown()),
  pageSchema.transform(({ contents }) => contents),
  z.object({ services: z.array(z.unknown()) }).transform(({ services }) => services),
]);

const patienceMs = 20_000;
/** Far more than any council lists; beyond it the feed does not say when it ends. */
const mostPages = 500;

/** What was read, and how many entries could not be. */
export interface Feed {
  /** Where it was read from, as a source is written. */
  source: string;
  services: FeedService[];
  unreadable: number;
}

function readEntries(source: string, entries: readonly unknown[]): Feed {
  const read = entries.map((entry) => feedServiceSchema.safeParse(entry));
  const services = read.flatMap(({ data }) => (data ? [data] : []));
  if (services.length === 0) throw new FeedError(`${source} holds no services of Open Referral.`);
  return { source, services, unreadable: read.length - services.length };
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FeedError(`${source} is not JSON.`);
  }
}

async function fetchJson(address: string): Promise<unknown> {
  const signal = AbortSignal.timeout(patienceMs);
  let response: Response;
  try {
    response = await fetch(address, { signal, headers: { accept: 'application/json' } });
  } catch {
    throw new FeedError(`${address} cannot be reached.`);
  }
  if (!response.ok) throw new FeedError(`${address} answered ${response.status}.`);
  return parseJson(await response.text(), address);
}

/** Lists give services without their numbers, so each is asked for in full. */
async function fetchFeed(base: string): Promise<Feed> {
  const root = base.replace(/\/+$/, '').replace(/\/services$/, '');
  const entries: unknown[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const address = `${root}/services?page=${page}&per_page=100`;
    const listed = pageSchema.safeParse(await fetchJson(address));
    if (!listed.success) throw new FeedError(`${address} is not a page of services of Open Referral.`);
    for (const summary of listed.data.contents) {
      const { data } = feedServiceSchema.pick({ id: true }).safeParse(summary);
      entries.push(data ? await fetchJson(`${root}/services/${encodeURIComponent(data.id)}`) : summary);
    }
    const { contents, last_page, total_pages = 1 } = listed.data;
    if (contents.length === 0 || (last_page ?? page >= total_pages)) break;
  }
  return readEntries(root, entries);
}

/**
 * Reads a feed of Open Referral services: from a web address, page by page, or from a file with a list of them.
 * @throws FeedError
 */
export async function readFeed(from: string): Promise<Feed> {
  if (/^https?:\/\//.test(from)) return fetchFeed(from);
  let text: string;
  try {
    text = await readFile(from, 'utf8');
  } catch {
    throw new FeedError(`${from} cannot be read.`);
  }
  const whole = wholeSchema.safeParse(parseJson(text, from));
  if (!whole.success) throw new FeedError(`${from} holds no list of services.`);
  return readEntries(from, whole.data);
}
