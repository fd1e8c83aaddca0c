import { setTimeout as wait } from 'node:timers/promises';
import { Stopwatch, type Held } from '../hold.js';
import type { Person, Side, Talk } from '../side.js';
import { crowdOf } from './people.js';

/** How many conversations are opened at the same time. */
const atOnce = 16;

/** People whose conversations stay open. */
export class OpenCrowd {
  readonly #open: { person: Person; talk: Talk; said: number }[] = [];

  /** Opens more, until there are so many; returns how many there are. */
  async grow(side: Side, count: number): Promise<number> {
    const newcomers = crowdOf(count).slice(this.#open.length);
    const openNext = async (): Promise<void> => {
      for (let person = newcomers.pop(); person; person = newcomers.pop()) {
        this.#open.push({ person, talk: await side.begin(person), said: 0 });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, openNext));
    return this.#open.length;
  }

  /**
   * Has everybody write now and then. Who has said all they had to say begins again.
   * @param thinkMs how long somebody thinks before they write, on average
   * @param forMs when it ends; what is under way then is waited for
   */
  async chat(thinkMs: number, forMs: number): Promise<Held> {
    const watch = new Stopwatch();
    const end = performance.now() + forMs;
    await Promise.all(
      this.#open.map(async (one) => {
        for (;;) {
          const thought = Math.random() * 2 * thinkMs;
          if (performance.now() + thought > end) return;
          await wait(thought);
          const line = one.person.lines[one.said % one.person.lines.length] ?? '';
          one.said += 1;
          await watch.turn(one.talk, line);
        }
      }),
    );
    return watch.held();
  }

  close(): void {
    for (const { talk } of this.#open.splice(0)) talk.end?.();
  }
}
