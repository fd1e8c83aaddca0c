import { channels, type Channel } from '../../bot/turn/channel.js';

/** What is expected after one thing the person says. */
export interface Step {
  says: string;
  media: number;
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
  /** When it takes place; it does not move while the conversation lasts. */
  at: Date;
  /** The channels it is held on: all, unless something in it is only asked on one of them. */
  channels: readonly Channel[];
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
    channels,
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
    } else if (name === 'they') script.steps.push({ says: value, media: 0, expect: [] });
    else if (name === 'they send a picture') script.steps.push({ says: value, media: 1, expect: [] });
    else if (name === 'at') script.at = new Date(value);
    else if (name === 'area') script.area = value;
    else if (name === 'on') script.channels = channels.filter((channel) => value.includes(channel));
    else script.end.push({ name, value, line });
  }
  return script;
}
