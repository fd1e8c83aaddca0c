import { channels, type Channel } from '../../bot/turn/channel.js';

/** What can happen at the desk or by the clock between two things the person says, and what its value means. */
export const happenings = [
  /** The adviser's first name; they are at their desk from now on. */
  'adviser arrives',
  'adviser takes',
  'adviser says',
  /** `queue` or `bot`. */
  'adviser hands back',
  /** To a colleague of this name. */
  'adviser transfers',
  /** The outcome. */
  'adviser closes',
  'adviser signs out',
  /** `paused` or `open`. */
  'intake',
  /** How many; whoever holds the conversation is at their desk meanwhile. */
  'minutes pass',
  /** How many, at once. */
  'days pass',
  /** `accepted`, `arrived`, `declined`, or `redirected` and the id of the service that should have it. */
  'service answers',
  /** How many; nobody is at the desk. */
  'hours pass',
] as const;
export type Happening = (typeof happenings)[number];

/** One thing the person says or that happens, and what is expected after it. */
export interface Step {
  says: string;
  media: number;
  /** Null when it is the person who speaks. */
  happening: Happening | null;
  expect: Expectation[];
}

/** One line under a step, or at the end: a name and what it names. */
export interface Expectation {
  name: string;
  value: string;
  line: number;
}

/** A golden conversation, as its file tells it. */
export interface Script {
  title: string;
  file: string;
  area: string;
  /** When it begins; only `minutes pass` moves it. */
  at: Date;
  /** When advisers are there on working days, such as `09:00-17:00`; null as the content has it. */
  hours: string | null;
  /**
   * What can be booked, an offer each: the kind, the service and its hours, such as
   * `call vale-unpaid-carers-hub tue,thu 09:30-12:00`. A time lasts 30 minutes and has one place.
   */
  offers: string[];
  /** What is on, an event each: the day, the time, how many places, and its name in English and Welsh. */
  events: { day: string; time: string; places: number; title: { en: string; cy: string } }[];
  /** How many have asked for a person before this one. */
  before: number;
  /** The channels it is held on: all, unless something in it is only asked on one of them. */
  channels: readonly Channel[];
  /** Manners that the conversation is there to show; see matrix.ts. */
  shows: string[];
  steps: Step[];
  /** What is true when it is over. */
  end: Expectation[];
}

/**
 * Reads a conversation: `they:` is the person speaking; indented lines below it are what follows; lines at the margin
 * with another name are what is true in the end. `#` begins the title and comments.
 */
export function readScript(file: string, text: string): Script {
  const script: Script = {
    title: file,
    file,
    area: 'vale-of-glamorgan',
    at: new Date('2026-11-23T10:00:00Z'),
    hours: null,
    offers: [],
    events: [],
    before: 0,
    channels,
    shows: [],
    steps: [],
    end: [],
  };
  let titled = false;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    if (raw.trim() === '') continue;
    if (raw.startsWith('#')) {
      if (!titled) script.title = raw.slice(1).trim();
      titled = true;
      continue;
    }
    const parts = /^(\s*)([a-z- ]+):(?: (.*))?$/.exec(raw);
    if (!parts) throw new Error(`${file}:${line}: write a name, a colon and what it names.`);
    const [, indent = '', name = '', value = ''] = parts;
    const step = script.steps.at(-1);
    if (indent !== '') {
      if (!step) throw new Error(`${file}:${line}: nobody has said anything yet.`);
      step.expect.push({ name, value, line });
      continue;
    }
    const happening = happenings.find((each) => each === name) ?? null;
    const said = { says: value, happening, expect: [] };
    if (name === 'they' || happening) script.steps.push({ ...said, media: 0 });
    else if (name === 'they send a picture') script.steps.push({ ...said, media: 1 });
    else if (name === 'at') script.at = new Date(value);
    else if (name === 'hours') script.hours = value;
    else if (name === 'to book') script.offers.push(value);
    else if (name === 'event') script.events.push(eventIn(value, `${file}:${line}`));
    else if (name === 'before them') script.before = Number(value);
    else if (name === 'area') script.area = value;
    else if (name === 'shows') script.shows = value.split(',').map((each) => each.trim());
    else if (name === 'on') script.channels = channels.filter((channel) => value.includes(channel));
    else script.end.push({ name, value, line });
  }
  return script;
}

/** Such as `2026-12-03 10:30 12 Coffee morning / Bore coffi`. */
function eventIn(value: string, where: string): Script['events'][number] {
  const parts = /^(\S+) (\S+) (\d+) (.+?) \/ (.+)$/.exec(value);
  if (!parts) throw new Error(`${where}: write a day, a time, a number of places, and two names.`);
  const [, day = '', time = '', places, en = '', cy = ''] = parts;
  return { day, time, places: Number(places), title: { en, cy } };
}
