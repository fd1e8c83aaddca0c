import { byId } from './dom.js';

/** How long "They are writing" stays without a new sign of it, in milliseconds. */
const typingMs = 6_000;

/** The transcript on the page: adds what is new once, in order, and stays at the newest for whoever was there. */
export class LiveTranscript {
  readonly #lines = byId('lines', HTMLElement);
  readonly #frame = byId('frame', HTMLElement);
  readonly #typing = byId('typing', HTMLElement);
  readonly #seen = byId('seen', HTMLElement);
  #typingEnds: number | undefined;

  constructor() {
    this.#toNewest();
  }

  add(html: string): void {
    const atNewest = this.#atNewest();
    const holder = document.createElement('template');
    holder.innerHTML = html;
    for (const line of holder.content.querySelectorAll<HTMLElement>('[data-seq]')) {
      if (this.#line(Number(line.dataset['seq']))) continue;
      this.#lines.append(line);
      this.#typing.hidden = true;
      this.#seen.hidden = true;
    }
    if (atNewest) this.#toNewest();
  }

  /** How far messages have come. */
  deliver(all: readonly { seq: number; words: string; failed: boolean }[]): void {
    for (const { seq, words, failed } of all) {
      const line = this.#line(seq);
      if (!line) continue;
      const told = line.querySelector('.line__delivery') ?? line.appendChild(document.createElement('p'));
      told.className = `line__delivery${failed ? ' line__delivery--failed' : ''}`;
      if (told.textContent !== words) told.textContent = words;
    }
  }

  typing(): void {
    this.#typing.hidden = false;
    clearTimeout(this.#typingEnds);
    this.#typingEnds = setTimeout(() => (this.#typing.hidden = true), typingMs);
  }

  /** The person had everything up to `seq` on their screen. */
  seen(seq: number): void {
    const newest = [...this.#lines.querySelectorAll<HTMLElement>('.line--adviser')].at(-1);
    this.#seen.hidden = !newest || Number(newest.dataset['seq']) > seq;
  }

  focusNewest(): void {
    const newest = [...this.#lines.querySelectorAll<HTMLElement>('.line--carer, .line--adviser')].at(-1);
    newest?.focus();
  }

  #line(seq: number): HTMLElement | null {
    return this.#lines.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  }

  #atNewest(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.#frame;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  #toNewest(): void {
    this.#frame.scrollTop = this.#frame.scrollHeight;
  }
}
