import { linkText } from '../link-text.js';
import { timeLabel } from '../time-label.js';
import type { Activity } from './activity.js';
import { cloneOf, bySelector } from './dom.js';

/** The transcript in the page. Text goes in as text alone, never as HTML. */
export class TranscriptView {
  readonly #list = bySelector('#transcript', HTMLOListElement);
  readonly #language = document.documentElement.lang;
  readonly #seen = new Set<string>();

  /** Shows the person's own words before they have arrived, under the id they are sent with. */
  showOwn(text: string, id: string): HTMLElement {
    const message = this.#message('#own-message', text, new Date());
    message.dataset['clientId'] = id;
    this.#list.append(message);
    return message;
  }

  /** Shows what arrived, and returns the messages that were not there before. */
  show(activities: readonly Activity[]): HTMLElement[] {
    const added: HTMLElement[] = [];
    for (const activity of activities) {
      if (activity.type === 'event' && activity.name === 'erased') {
        this.#list.replaceChildren();
        added.length = 0;
      }
      if (activity.type !== 'message' || this.#seen.has(activity.id)) continue;
      this.#seen.add(activity.id);
      this.removeChoices();
      if (this.#confirm(activity)) continue;
      const message = this.#arrived(activity);
      this.#list.append(message);
      added.push(message);
    }
    return added;
  }

  /** Marks the person's words as not sent, with a way to send them again. */
  showFailed(id: string, why: string, sendAgain: () => void): void {
    const message = this.#own(id);
    if (!message || message.classList.contains('message--failed')) return;
    message.classList.add('message--failed');
    const note = cloneOf('#send-again');
    note.querySelector('.message__why')?.append(why);
    note.querySelector('button')?.addEventListener('click', sendAgain);
    message.append(note);
  }

  /** Takes back the mark of a message that is being sent again, or was sent. */
  clearFailed(id: string): void {
    const message = this.#own(id);
    message?.classList.remove('message--failed');
    message?.querySelector('.message__note')?.remove();
  }

  /** Takes the person's words out again. */
  removeOwn(id: string): void {
    this.#own(id)?.remove();
  }

  /** Whether the page already shows the message that was sent under this id. */
  holds(id: string): boolean {
    return [...this.#list.querySelectorAll<HTMLElement>('[data-message-id]')].some((message) =>
      message.dataset['messageId']?.endsWith(`:${id}`),
    );
  }

  /** The last thing the person said, as it stands in the page. */
  lastOwnText(): string | null {
    return [...this.#list.querySelectorAll('.message--you .message__text')].at(-1)?.textContent ?? null;
  }

  last(): Element | null {
    return this.#list.lastElementChild;
  }

  /** A choice is made once. The buttons stay until the answer is known, so that the focus is not pulled away. */
  disableChoices(): void {
    for (const button of this.#list.querySelectorAll('.choice')) {
      button.setAttribute('aria-disabled', 'true');
      button.setAttribute('tabindex', '-1');
    }
  }

  removeChoices(): void {
    for (const group of this.#list.querySelectorAll('.choices')) {
      if (group.contains(document.activeElement))
        group.closest<HTMLElement>('.message')?.focus({ preventScroll: true });
      group.remove();
    }
  }

  /** True when the activity is the echo of words that are already shown. */
  #confirm(activity: Activity): boolean {
    const id = activity.channelData?.clientActivityID;
    if (id === undefined) return false;
    this.clearFailed(id);
    return this.#own(id) !== null || this.holds(id);
  }

  #arrived(activity: Activity): HTMLElement {
    const own = activity.from.role === 'user';
    const discreet = !own && activity.channelData?.discreet === true;
    const adviser = activity.channelData?.adviser;
    const ours = adviser !== undefined ? '#adviser-message' : discreet ? '#discreet-message' : '#our-message';
    const template = own ? '#own-message' : ours;
    const message = this.#message(template, activity.text ?? '', new Date(activity.timestamp));
    if (adviser !== undefined) message.querySelector('.message__who')?.replaceChildren(adviser);
    const choices = activity.suggestedActions?.actions ?? [];
    if (choices.length > 0) message.append(choiceGroup(choices));
    return message;
  }

  #message(template: string, text: string, at: Date): HTMLElement {
    const message = cloneOf(template);
    const time = message.querySelector('time');
    if (time) {
      time.dateTime = at.toISOString();
      time.textContent = timeLabel(at, new Date(), this.#language);
    }
    const body = message.querySelector('.message__text');
    if (template === '#own-message') body?.append(text);
    else
      body?.append(
        ...linkText(text).map((part) => (part.href === null ? part.text : link(part.text, part.href))),
      );
    return message;
  }

  #own(id: string): HTMLElement | null {
    return this.#list.querySelector<HTMLElement>(`[data-client-id="${CSS.escape(id)}"]`);
  }
}

function link(text: string, href: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = href;
  anchor.textContent = text;
  if (href.startsWith('http')) {
    anchor.target = '_blank';
    anchor.rel = 'noopener noreferrer';
  }
  return anchor;
}

function choiceGroup(choices: readonly { title: string; value: string }[]): HTMLElement {
  const group = cloneOf('#choice-group');
  for (const { title, value } of choices) {
    const button = document.createElement('button');
    button.type = 'submit';
    button.className = 'choice';
    button.name = 'choice';
    button.value = value;
    button.setAttribute('form', 'chat-form');
    button.textContent = title;
    group.append(button);
  }
  return group;
}
