import { byId, byIdIfAny } from './dom.js';

/** How often it is told that the adviser is writing, in milliseconds. */
const typingEveryMs = 3_000;

/** Sends replies without leaving the page, and keeps what was written until it is there. */
export class Reply {
  readonly #form = byIdIfAny('reply-form', HTMLFormElement);
  readonly #text = byIdIfAny('reply', HTMLTextAreaElement);
  readonly #problem = byIdIfAny('reply-problem', HTMLElement);
  readonly #page = byId('main-content', HTMLElement);
  #lastTyping = 0;

  constructor() {
    const form = this.#form;
    const text = this.#text;
    if (!form || !text) return;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#send();
    });
    text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.requestSubmit();
    });
    text.addEventListener('input', () => {
      this.#tellTyping();
    });
  }

  /** Something is written that has not been sent. */
  get isBegun(): boolean {
    return (this.#text?.value ?? '').trim() !== '';
  }

  focus(): void {
    this.#text?.focus();
  }

  /** Puts a ready reply where it can be changed before it is sent. */
  put(words: string): void {
    if (!this.#text) return;
    this.#text.value = this.isBegun ? `${this.#text.value.trimEnd()}\n${words}` : words;
    this.#text.focus();
  }

  async #send(): Promise<void> {
    const form = this.#form;
    const text = this.#text;
    if (!form || !text || text.readOnly || !this.isBegun) return;
    text.readOnly = true;
    const problem = await this.#post(form);
    text.readOnly = false;
    if (problem === null) {
      text.value = '';
      const actId = form.elements.namedItem('actId');
      if (actId instanceof HTMLInputElement) actId.value = crypto.randomUUID();
    }
    if (this.#problem) {
      this.#problem.textContent = problem ?? '';
      this.#problem.hidden = problem === null;
    }
    text.focus();
  }

  /** Why it was not sent; null when it was. Sent again with the same id after a lost answer, it is said once. */
  async #post(form: HTMLFormElement): Promise<string | null> {
    const lost = this.#problem?.dataset['notSent'] ?? '';
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: fieldsOf(form),
        redirect: 'manual',
      });
      if (response.ok) return null;
      const answer = (await response.json()) as { problem?: string };
      return answer.problem ?? lost;
    } catch {
      return lost;
    }
  }

  #tellTyping(): void {
    const now = Date.now();
    if (now - this.#lastTyping < typingEveryMs || !this.isBegun) return;
    this.#lastTyping = now;
    const path = this.#page.dataset['typing'] ?? '';
    const headers = { 'x-csrf-token': this.#page.dataset['csrf'] ?? '' };
    // Whether it arrives does not matter.
    fetch(path, { method: 'POST', headers }).catch(() => undefined);
  }
}

/** The fields of a form, as a form would send them. */
function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = [...new FormData(form)].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return new URLSearchParams(fields);
}
