/** Shows new messages on the pretend phone as they come. Without this script the page's own link does it. */
const everyMs = 1500;

const list = document.querySelector<HTMLElement>('#texts');
const none = document.querySelector<HTMLElement>('#none');

interface Update {
  last: number;
  html: string;
}

async function look(texts: HTMLElement): Promise<void> {
  const query = new URLSearchParams({
    channel: texts.dataset['channel'] ?? '',
    after: texts.dataset['last'] ?? '0',
  });
  const answer = await fetch(`/try/messages?${query}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const { last, html } = (await answer.json()) as Update;
  texts.dataset['last'] = String(last);
  if (html.trim() === '') return;
  document.querySelector('#latest')?.removeAttribute('id');
  // Written and escaped by our own view.
  texts.insertAdjacentHTML('beforeend', html);
  if (none) none.hidden = true;
  texts.lastElementChild?.scrollIntoView({ block: 'nearest' });
}

async function keepLooking(texts: HTMLElement): Promise<never> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    if (document.visibilityState === 'visible') await look(texts).catch(() => undefined);
  }
}

if (list) void keepLooking(list);
