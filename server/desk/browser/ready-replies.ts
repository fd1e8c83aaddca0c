import { byIdIfAny } from './dom.js';
import type { Reply } from './reply.js';

/** How long after the last key the list is looked up, in milliseconds. */
const pauseMs = 250;

/** Finds ready replies as the adviser types, and puts the chosen one in the reply. */
export function readyReplies(reply: Reply): void {
  const form = byIdIfAny('ready-form', HTMLFormElement);
  const find = byIdIfAny('ready-find', HTMLInputElement);
  const list = byIdIfAny('ready-list', HTMLElement);
  if (!form || !find || !list) return;
  let waiting: number | undefined;

  async function look(): Promise<void> {
    if (!form || !find || !list) return;
    const wanted = find.value;
    const response = await fetch(`${form.dataset['find'] ?? ''}?find=${encodeURIComponent(wanted)}`);
    if (response.ok && find.value === wanted) list.innerHTML = await response.text();
  }

  find.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void look().catch(() => undefined), pauseMs);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = event.submitter?.dataset['text'];
    if (words === undefined) void look().catch(() => undefined);
    else reply.put(words);
  });
}
