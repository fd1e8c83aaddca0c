import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { phoneChannels } from '../../../bot/turn/channel.js';
import { projectRoot } from '../../../content/project-root.js';
import { readScript } from '../../golden/script.js';
import { phonePerson, webPerson, type Person, type Senders } from './people.js';

/** One person and the conversation that they hold. */
export interface Talk {
  /** Names the script. */
  title: string;
  person: Person;
}

/** What people say: golden conversations that go by consent to a referral. */
const scripts = ['adult-at-work.talk'].map((file) => {
  const text = readFileSync(join(projectRoot, 'test/golden/conversations', file), 'utf8');
  const { title, steps } = readScript(file, text);
  return { title, lines: steps.map(({ says }) => says) };
});

/** The channels that a crowd writes on. */
const channels = ['web', ...phoneChannels] as const;

/** Every script on every channel, once. */
export const varieties = scripts.length * channels.length;

export interface CrowdOptions {
  senders: Senders;
  random: () => number;
  /** The longest that someone thinks about what to say, in milliseconds. */
  thinkMs: number;
}

/** People who come one after another, each to hold a whole conversation. */
export class Crowd {
  readonly talks: Talk[] = [];
  #come = 0;

  constructor(private readonly options: CrowdOptions) {}

  /** `people` of them write at a time, until `enough`; those who are writing then finish. */
  async write(people: number, enough: () => boolean): Promise<void> {
    const one = async (): Promise<void> => {
      while (!enough()) await this.#next();
    };
    await Promise.all(Array.from({ length: people }, one));
  }

  async #next(): Promise<void> {
    const { senders, random, thinkMs } = this.options;
    const index = this.#come++;
    const channel = channels[index % channels.length]!;
    const { title, lines } = scripts[Math.floor(index / channels.length) % scripts.length]!;
    // Numbers that Ofcom keeps for drama do not go round, so they go on from there.
    const number = `+44${7700900000 + index}`;
    const person = channel === 'web' ? await webPerson(senders) : phonePerson(channel, number, senders);
    this.talks.push({ title, person });
    for (const line of lines) {
      await sleep(random() * thinkMs);
      await person.say(line);
      if (random() < 0.1) await person.repeat();
    }
  }
}
