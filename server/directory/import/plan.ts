import type { ContactKind, ContactValue, ServiceEntry } from '../../../content/schema/service.js';
import { topics } from '../../../content/schema/vocabulary.js';
import type { Feed, FeedService } from './feed.js';

/** A detail from a feed: nobody here has confirmed it, so nobody is shown it yet. */
export type NewDetail = Pick<
  ContactValue,
  'value' | 'source' | 'sourceDate' | 'confidence' | 'confirmFirst' | 'note'
>;

/** One thing that bringing a feed in would do, or leaves for somebody to decide. */
export type Change =
  | { kind: 'add'; service: NewService }
  /** Writes a detail where there was none, or where an earlier import wrote one that nobody has confirmed. */
  | { kind: 'detail'; service: string; field: ContactKind; from: string | null; detail: NewDetail }
  /** Somebody here has confirmed another value, or says something else: nothing is changed. */
  | { kind: 'differs'; service: string; field: string; ours: string; theirs: string }
  /** The directory does not list it any more, or says that it has ended: nothing is changed. */
  | { kind: 'gone'; service: string };

/** A service as it is written for the first time: never offered before somebody has looked at it. */
export interface NewService {
  id: string;
  name: { en: string; cy: string };
  welshName: 'awaiting-check';
  runBy?: { en: string; cy: string };
  what: { en: string; cy: string };
  welshReview: 'awaiting';
  serves: ['anyone'];
  topics: string[];
  status: 'unconfirmed';
  signpost: false;
  contact: Record<ContactKind, NewDetail | null>;
  hours: null;
  minAge?: number;
  maxAge?: number;
  provenance: { source: string; note: string; feedId: string };
}

const confirmNote = 'from a directory; confirm it with the service';
const longestId = 60;

const plain = (value: string): string => value.toLowerCase().replace(/\s+/g, ' ').trim();
const digits = (value: string): string => value.replace(/\D/g, '').replace(/^44/, '0');

function sameValue(field: ContactKind, ours: string, theirs: string): boolean {
  if (field === 'phone' || field === 'text') return digits(ours) === digits(theirs);
  return plain(ours).replace(/\/+$/, '') === plain(theirs).replace(/\/+$/, '');
}

function detailsOf(service: FeedService, feed: Feed, today: string): Record<ContactKind, NewDetail | null> {
  const sourceDate = service.assured_date ?? service.last_modified?.slice(0, 10) ?? today;
  const detail = (value: string | undefined): NewDetail | null =>
    value === undefined
      ? null
      : {
          value,
          source: feed.source,
          sourceDate,
          confidence: 'third-party',
          confirmFirst: true,
          note: confirmNote,
        };
  const phones = [
    ...(service.phones ?? []),
    ...(service.contacts ?? []).flatMap((contact) => contact.phones ?? []),
  ];
  return {
    phone: detail(phones[0]?.number),
    text: null,
    email: detail(service.email),
    url: detail(service.url),
  };
}

function idFor(area: string, name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '-');
  const base = `${area}-${words}`.slice(0, longestId).replace(/-+/g, '-').replace(/^-|-$/g, '');
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id)) return id;
  }
}

function newService(service: FeedService, feed: Feed, id: string, today: string): NewService {
  const { name, description = name, organization, minimum_age, maximum_age } = service;
  const terms = (service.attributes ?? []).map(({ taxonomy_term }) => taxonomy_term?.term);
  const both = (words: string): { en: string; cy: string } => ({ en: words, cy: words });
  return {
    id,
    name: both(name),
    welshName: 'awaiting-check',
    ...(organization && { runBy: both(organization.name) }),
    what: both(description),
    welshReview: 'awaiting',
    serves: ['anyone'],
    topics: topics.filter((topic) => terms.includes(topic)),
    status: 'unconfirmed',
    signpost: false,
    contact: detailsOf(service, feed, today),
    hours: null,
    ...(minimum_age !== undefined && { minAge: minimum_age }),
    ...(maximum_age !== undefined && { maxAge: maximum_age }),
    provenance: {
      source: feed.source,
      note: `Brought in on ${today}. Ask the service, write it in plain words and in Welsh, then make it active.`,
      feedId: service.id,
    },
  };
}

/** Whether a detail is still as an earlier import wrote it, so that nobody's word is overwritten by a newer one. */
function isUnconfirmedImport(ours: ContactValue, feed: Feed): boolean {
  return ours.source === feed.source && ours.confirmFirst && ours.note === confirmNote;
}

function compare(ours: ServiceEntry, theirs: FeedService, feed: Feed, today: string): Change[] {
  const changes: Change[] = [];
  for (const [kind, detail] of Object.entries(detailsOf(theirs, feed, today))) {
    const field = kind as ContactKind;
    const kept = ours.contact[field];
    if (!detail || (kept && sameValue(field, kept.value, detail.value))) continue;
    if (kept === null || isUnconfirmedImport(kept, feed)) {
      changes.push({ kind: 'detail', service: ours.id, field, from: kept?.value ?? null, detail });
    } else {
      changes.push({ kind: 'differs', service: ours.id, field, ours: kept.value, theirs: detail.value });
    }
  }
  if (plain(ours.name.en) !== plain(theirs.name))
    changes.push({
      kind: 'differs',
      service: ours.id,
      field: 'name',
      ours: ours.name.en,
      theirs: theirs.name,
    });
  return changes;
}

const isRunning = ({ status }: FeedService): boolean =>
  status === undefined || status.toLowerCase() === 'active';

/**
 * What bringing a feed into an area would change. A service is known again by its id in the feed, or by its name.
 * @param ours the services of the area
 * @param taken ids that a new service may not have
 * @param today YYYY-MM-DD
 */
export function planImport(
  feed: Feed,
  area: string,
  ours: readonly ServiceEntry[],
  taken: ReadonlySet<string>,
  today: string,
): Change[] {
  const ids = new Set(taken);
  const found = new Set<ServiceEntry>();
  const changes = feed.services.flatMap((theirs): Change[] => {
    const known =
      ours.find(({ provenance }) => provenance.feedId === theirs.id) ??
      ours.find(({ name, provenance }) => !provenance.feedId && plain(name.en) === plain(theirs.name));
    if (known) {
      found.add(known);
      if (isRunning(theirs)) return compare(known, theirs, feed, today);
      return known.status === 'closed' ? [] : [{ kind: 'gone', service: known.id }];
    }
    if (!isRunning(theirs)) return [];
    const id = idFor(area, theirs.name, ids);
    ids.add(id);
    return [{ kind: 'add', service: newService(theirs, feed, id, today) }];
  });
  const gone = ours.filter(
    (each) =>
      each.provenance.feedId !== undefined &&
      each.provenance.source === feed.source &&
      !found.has(each) &&
      each.status !== 'closed',
  );
  return [...changes, ...gone.map(({ id }): Change => ({ kind: 'gone', service: id }))];
}
