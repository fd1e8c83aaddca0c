import type { DirectLine } from './direct-line.js';

/** How often it is passed on that the person is writing, in milliseconds. */
const writingEveryMs = 3_000;

/** Tells the adviser who has the conversation what is seen now or never: that the person writes, and what they have read. */
export class Signals {
  /** Whether an adviser has the floor: nobody else is told anything. */
  adviserHere: boolean;
  readonly #line: DirectLine;
  #lastWriting = -Infinity;

  constructor(line: DirectLine, adviserHere: boolean) {
    this.#line = line;
    this.adviserHere = adviserHere;
    document.addEventListener('visibilitychange', () => this.seen());
  }

  writing(): void {
    const now = performance.now();
    if (!this.adviserHere || now - this.#lastWriting < writingEveryMs) return;
    this.#lastWriting = now;
    this.#line.tellWriting();
  }

  /** All that has come is on the screen, when the page is. */
  seen(): void {
    if (this.adviserHere && document.visibilityState === 'visible') this.#line.tellRead();
  }
}
