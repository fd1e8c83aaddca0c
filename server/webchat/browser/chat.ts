import { accessByCookie, accessByKey, frameAddress } from './access.js';
import type { ActivitySet } from './activity.js';
import { Composer, hasKeyboard } from './composer.js';
import { DirectLine } from './direct-line.js';
import type { ConnectionState } from './direct-line.js';
import { newId } from './ids.js';
import { offerOwnPage, tellHost } from './in-frame.js';
import { Scrolling } from './scrolling.js';
import { Signals } from './signals.js';
import { Status } from './status.js';
import type { StatusWords } from './status.js';
import { TranscriptView } from './transcript-view.js';
import { UnsentMessages } from './unsent.js';

interface ClientOptions {
  limit: number;
  words: StatusWords & { 'not-sent': string; empty: string; 'too-long': string };
}

/**
 * Makes the page live. Until the first answer from the server the page stays a plain form, so that whoever cannot have
 * the live form still has the other.
 */
async function start(): Promise<void> {
  const embedded = document.documentElement.classList.contains('embedded');
  const view = new TranscriptView();
  const form = document.forms.namedItem('chat-form');
  const { area = '', watermark = '', adviser = '', client = '{}' } = form?.dataset ?? {};
  const { limit, words } = JSON.parse(client) as ClientOptions;
  const composer = new Composer(area, view.lastOwnText());
  const scrolling = new Scrolling();
  const status = new Status(words);
  const csrf = new FormData(composer.form).get('csrf');

  const line = new DirectLine({
    access: embedded
      ? accessByKey(area, offerOwnPage)
      : accessByCookie(area, typeof csrf === 'string' ? csrf : ''),
    watermark,
    received,
    changed,
  });
  /** The language to show the frame in once the bot has been told of it. */
  let nextLanguage: string | undefined;
  const unsent = new UnsentMessages({
    area,
    send: (text, id) => line.send(text, id),
    allSent: () => {
      status.show('connected');
      if (nextLanguage) location.assign(frameAddress(area, nextLanguage));
    },
    failed: ({ id }) => {
      status.writing(false);
      status.show('reconnecting');
      view.showFailed(id, words['not-sent'], sendAgain);
    },
  });

  const signals = new Signals(line, adviser !== '');

  function received({ activities }: ActivitySet): void {
    for (const { type, name, value } of activities) {
      if (type === 'event' && name === 'floor') signals.adviserHere = typeof value?.adviser === 'string';
    }
    const following = scrolling.following();
    const added = view.show(activities);
    unsent.drop(({ id }) => activities.some(({ channelData }) => channelData?.clientActivityID === id));
    if (
      signals.adviserHere ||
      activities.some(({ from, type }) => type === 'message' && from.role !== 'user')
    ) {
      status.writing(false);
      if (activities.some(({ type }) => type === 'message')) status.adviserWriting(null);
    }
    const writing = activities.find(({ type }) => type === 'typing');
    if (writing?.from.name !== undefined) status.adviserWriting(writing.from.name);
    signals.seen();
    scrolling.bringIntoView(added, following);
  }

  function changed(state: ConnectionState): void {
    status.show(state);
    if (state === 'gone') {
      const taken = unsent.takeBack();
      for (const { id } of taken) view.removeOwn(id);
      composer.putBack(taken.map(({ text }) => text));
      status.writing(false);
    }
    if (state === 'connected') signals.seen();
    if (state === 'connected' && unsent.waiting.length > 0) sendAgain();
  }

  function sendAgain(): void {
    for (const { id } of unsent.waiting) view.clearFailed(id);
    void unsent.sendAll();
  }

  function say(text: string): HTMLElement {
    const id = newId();
    unsent.add({ id, text });
    view.disableChoices();
    const shown = view.showOwn(text, id);
    // An adviser answers when they can; nothing is being written yet.
    if (!signals.adviserHere) status.writing(true);
    scrolling.toEnd();
    void unsent.sendAll();
    return shown;
  }

  // A frame has no plain form to fall back on, so there what is said waits for the connection.
  if (embedded) tellHost();
  else if (!(await line.reachable())) return;
  composer.takeOver({ limit, words, say, writing: () => signals.writing() });
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[name=choice]') : null;
    if (!button || (button.dataset['language'] && !embedded)) return;
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    nextLanguage = button.dataset['language'];
    const shown = say(button.value);
    // Focus in the box would bring up the keyboard of a phone over what is about to be read.
    if (hasKeyboard() || event.detail === 0) composer.box.focus({ preventScroll: true });
    else shown.focus({ preventScroll: true });
  });
  unsent.drop(({ id }) => view.holds(id));
  for (const { id, text } of unsent.waiting) view.showOwn(text, id);
  if (view.lastOwnText() !== null) scrolling.toEnd();
  await line.follow();
}

void start();
