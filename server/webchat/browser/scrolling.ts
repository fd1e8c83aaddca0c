import { bySelector } from './dom.js';

/** A reader who is this close to the end is following, in CSS pixels. */
const nearEnd = 160;
const gap = 12;

/** Brings new messages into view without moving the focus, and leaves alone someone who is reading further up. */
export class Scrolling {
  readonly #newMessages = bySelector('#new-messages', HTMLButtonElement);
  readonly #composer = bySelector('.composer', HTMLElement);
  readonly #bar = bySelector('.top', HTMLElement);

  constructor() {
    this.#newMessages.addEventListener('click', () => {
      this.toEnd();
      bySelector('#message', HTMLTextAreaElement).focus({ preventScroll: true });
    });
    window.addEventListener('scroll', () => {
      if (this.following()) this.#newMessages.hidden = true;
    });
  }

  /** Whether the end of the conversation is in view. */
  following(): boolean {
    return window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - nearEnd;
  }

  toEnd(): void {
    window.scrollTo({ top: document.documentElement.scrollHeight });
  }

  /** Shows `messages`, the first from its beginning when they do not all fit. Says so instead to someone not following. */
  bringIntoView(messages: readonly HTMLElement[], wasFollowing: boolean): void {
    const first = messages[0]?.getBoundingClientRect();
    const last = messages.at(-1)?.getBoundingClientRect();
    if (!first || !last) return;
    if (!wasFollowing) {
      this.#newMessages.hidden = false;
      return;
    }
    const sticky = getComputedStyle(this.#composer).position === 'sticky' ? this.#composer.offsetHeight : 0;
    const toStart = first.top - this.#bar.offsetHeight - gap;
    const toEnd = last.bottom - (window.innerHeight - sticky) + gap;
    const distance = Math.min(toStart, toEnd);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (distance > 0) window.scrollBy({ top: distance, behavior: calm ? 'instant' : 'smooth' });
  }
}
