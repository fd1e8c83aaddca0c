import { bySelector } from './dom.js';
import { keep, recall } from './storage.js';

export interface ComposerOptions {
  /** Longest message, in UTF-16 units. */
  limit: number;
  words: { empty: string; 'too-long': string };
  /** The person is typing. */
  writing: () => void;
  /** Says what was typed. */
  say: (text: string) => void;
}

const finePointer = matchMedia('(pointer: fine)');

/** True for someone with a mouse or keyboard, to whom focus in the box does not bring up a screen keyboard. */
export function hasKeyboard(): boolean {
  return finePointer.matches;
}

/** The box to write in. What is typed is kept in the tab until it is sent. */
export class Composer {
  readonly box = bySelector('#message', HTMLTextAreaElement);
  readonly form = bySelector('#chat-form', HTMLFormElement);
  readonly #error = bySelector('#message-error', HTMLElement);
  readonly #draftName: string;

  /** @param lastSaid the person's last message in the page: a draft that is the same was sent, and is not brought back */
  constructor(area: string, lastSaid: string | null) {
    this.#draftName = `draft:${area}`;
    const draft = recall(this.#draftName);
    if (this.box.value === '' && draft !== null && draft.trim() !== lastSaid) this.box.value = draft;
    this.box.addEventListener('input', () => keep(this.#draftName, this.box.value));
  }

  /** Puts words that could not be sent in front of what stands in the box. */
  putBack(texts: readonly string[]): void {
    this.box.value = [...texts, this.box.value].filter((text) => text !== '').join('\n');
    keep(this.#draftName, this.box.value);
  }

  /** From now on sends without leaving the page. */
  takeOver(options: ComposerOptions): void {
    this.form.addEventListener('submit', (event) => {
      if (event.submitter?.getAttribute('name') === 'choice') return;
      event.preventDefault();
      this.#submit(options);
    });
    this.box.addEventListener('input', () => {
      if (this.box.value.trim() !== '') options.writing();
    });
    const hint = bySelector('#enter-hint', HTMLElement);
    if (hasKeyboard()) {
      hint.hidden = false;
      this.box.setAttribute('aria-describedby', 'message-error enter-hint');
    }
    this.box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !hasKeyboard()) return;
      event.preventDefault();
      this.#submit(options);
    });
  }

  #submit({ limit, words, say }: ComposerOptions): void {
    const text = this.box.value.trim();
    const problem = text === '' ? words.empty : text.length > limit ? words['too-long'] : '';
    this.#explain(problem);
    this.box.focus({ preventScroll: true });
    if (problem !== '') return;
    this.box.value = '';
    keep(this.#draftName, '');
    say(text);
  }

  #explain(problem: string): void {
    this.#error.textContent = problem;
    this.#error.hidden = problem === '';
    this.box.classList.toggle('govuk-textarea--error', problem !== '');
    this.box.setAttribute('aria-describedby', 'message-error enter-hint');
    if (problem === '') this.box.removeAttribute('aria-invalid');
    else this.box.setAttribute('aria-invalid', 'true');
    document.querySelector('.problem')?.remove();
  }
}
