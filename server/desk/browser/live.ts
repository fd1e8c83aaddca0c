import { byId } from './dom.js';

/** What the page is told when the stream begins, breaks off or ends. */
type Handlers = Record<string, (data: Record<string, unknown>) => void>;

/** How long to wait before looking again after a refusal, in milliseconds. */
const againMs = 5_000;

/**
 * Listens to the desk's stream. The browser comes back by itself after a broken connection, and says with the id of the
 * last event where it was; after an answer that is no stream it is made to.
 */
export function listen(path: string, handlers: Handlers): void {
  const told = byId('live', HTMLElement);
  let after = '';
  let ended = false;

  function show(name: 'on' | 'off' | 'ended'): void {
    told.textContent = told.dataset[name] ?? '';
    told.classList.toggle('desk-live--off', name !== 'on');
  }

  function open(): void {
    const separator = path.includes('?') ? '&' : '?';
    const source = new EventSource(after === '' ? path : `${path}${separator}after=${after}`);
    source.addEventListener('open', () => {
      show('on');
    });
    source.addEventListener('error', () => {
      if (ended) return;
      show('off');
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, againMs);
    });
    source.addEventListener('ended', () => {
      ended = true;
      source.close();
      show('ended');
    });
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        if (event.lastEventId !== '') after = event.lastEventId;
        handle(JSON.parse(event.data as string) as Record<string, unknown>);
      });
    }
  }
  open();
}
