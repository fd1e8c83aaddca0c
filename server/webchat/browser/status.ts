import type { ConnectionState } from './direct-line.js';
import { cloneOf, bySelector } from './dom.js';

/** A loss this short is not worth a word. */
const unnoticedMs = 1_500;
const reassureMs = 4_000;
/** As long after the last sign of it, an adviser is taken to be writing. */
const adviserWritingMs = 6_000;
/** Nothing is being written for longer than this without a sign of it. */
const longestWritingMs = 20_000;

export interface StatusWords {
  reconnecting: string;
  'connected-again': string;
  gone: string;
  /** With `{name}` where the adviser's name goes. */
  'adviser-writing': string;
}

/** Says truthfully how the connection is, and that a reply is being written. */
export class Status {
  readonly #line = bySelector('#status', HTMLElement);
  readonly #writing = bySelector('#writing', HTMLElement);
  readonly #adviserWriting = bySelector('#adviser-writing', HTMLElement);
  readonly #words: StatusWords;
  #timer = 0;
  #writingTimer = 0;
  #adviserTimer = 0;

  constructor(words: StatusWords) {
    this.#words = words;
  }

  show(state: ConnectionState): void {
    if (state === 'reconnecting') {
      if (this.#timer === 0 && this.#line.textContent !== this.#words.reconnecting) {
        this.#timer = window.setTimeout(() => this.#say(this.#words.reconnecting), unnoticedMs);
      }
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (state === 'gone') {
      if (this.#line.textContent === this.#words.gone) return;
      this.#say(this.#words.gone);
      this.#line.after(cloneOf('#start-new'));
    } else if (this.#line.textContent === this.#words.reconnecting) {
      this.#say(this.#words['connected-again']);
      this.#timer = window.setTimeout(() => this.#say(''), reassureMs);
    }
  }

  /** Shows or hides that a reply is being written. */
  writing(now: boolean): void {
    clearTimeout(this.#writingTimer);
    this.#writing.hidden = !now;
    if (now) this.#writingTimer = window.setTimeout(() => this.writing(false), longestWritingMs);
  }

  /** Shows that the adviser of this name is writing; null when they have done. Said aloud once for each time they begin. */
  adviserWriting(name: string | null): void {
    clearTimeout(this.#adviserTimer);
    const text = name === null ? '' : this.#words['adviser-writing'].replace('{name}', () => name);
    if (this.#adviserWriting.textContent !== text) this.#adviserWriting.textContent = text;
    if (name !== null)
      this.#adviserTimer = window.setTimeout(() => this.adviserWriting(null), adviserWritingMs);
  }

  #say(text: string): void {
    this.#timer = 0;
    this.#line.textContent = text;
  }
}
