import { setTimeout as wait } from 'node:timers/promises';
import type { Person, Side, Talk } from './side.js';

/** Conversations that are held at the same time. */
export interface Holding {
  people: readonly Person[];
  /** How many of them say something at the same time. */
  concurrency: number;
  /** The longest that somebody thinks before they write, in milliseconds; half of it on average. */
  thinkMs: number;
}

/** How it went. */
export interface Held {
  /** What each turn took, in milliseconds. */
  times: number[];
  /** From the first line to the last answer; opening the conversations is not in it. */
  seconds: number;
  /** Processor time that this process spent meanwhile. */
  cpuSeconds: number;
  /** The most turns that were under way at the same time. */
  mostUnderWay: number;
}

/** Opens a conversation for each person, and then lets them say all they have to say. */
export async function hold(side: Side, { people, concurrency, thinkMs }: Holding): Promise<Held> {
  const talks: { person: Person; talk: Talk }[] = [];
  for (const person of people) talks.push({ person, talk: await side.begin(person) });
  const waiting = [...talks];
  const watch = new Stopwatch();
  const holdNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const line of next.person.lines) {
        if (thinkMs > 0) await wait(Math.random() * thinkMs);
        await watch.turn(next.talk, line);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, holdNext));
    return watch.held();
  } finally {
    for (const { talk } of talks) talk.end?.();
  }
}

/** Times turns from when it is made. */
export class Stopwatch {
  readonly #times: number[] = [];
  readonly #cpu = process.cpuUsage();
  readonly #begun = performance.now();
  #underWay = 0;
  #mostUnderWay = 0;

  async turn(talk: Talk, line: string): Promise<void> {
    this.#underWay += 1;
    this.#mostUnderWay = Math.max(this.#mostUnderWay, this.#underWay);
    const begun = performance.now();
    await talk.say(line);
    this.#times.push(performance.now() - begun);
    this.#underWay -= 1;
  }

  held(): Held {
    const { user, system } = process.cpuUsage(this.#cpu);
    return {
      times: this.#times,
      seconds: (performance.now() - this.#begun) / 1000,
      cpuSeconds: (user + system) / 1e6,
      mostUnderWay: this.#mostUnderWay,
    };
  }
}
