import { alerts } from './alerts.js';
import { byId, keepingFocus, replace } from './dom.js';

/** What the stream tells of the queue: only what has changed. */
interface QueueNews {
  summary: string;
  lists: { name: string; count: number; more: string | null; ids: string[] }[];
  rows: { id: string; html: string }[];
}

/** Keeps the queue on the page as the stream tells it. */
export function liveLists(): (data: Record<string, unknown>) => void {
  const lists = byId('lists', HTMLElement);
  const summary = byId('summary', HTMLElement);
  const arrived = alerts(lists.dataset['arrived'] ?? '');
  const rows = new Map(rowsIn(lists).map((row) => [row.dataset['case'] ?? '', row]));
  return (data) => {
    const news = data as unknown as QueueNews;
    replace(summary, news.summary);
    keepingFocus(lists, () => {
      for (const { id, html } of news.rows) {
        const row = rowOf(html);
        rows.get(id)?.replaceWith(row);
        rows.set(id, row);
      }
      for (const list of news.lists) arrange(lists, list, rows);
    });
    const shown = new Set(rowsIn(lists));
    for (const [id, row] of rows) if (!shown.has(row)) rows.delete(id);
    arrived(rowsIn(listOf(lists, 'waiting')));
  };
}

function rowsIn(within: HTMLElement): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>('[data-case]')];
}

function listOf(lists: HTMLElement, name: string): HTMLElement {
  const list = lists.querySelector<HTMLElement>(`[data-list="${name}"]`);
  if (!list) throw new Error(`The page has no list ${name}.`);
  return list;
}

function rowOf(html: string): HTMLElement {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  const row = holder.content.querySelector<HTMLElement>('[data-case]');
  if (!row) throw new Error('What came is no row of a list.');
  return row;
}

/** Puts the rows of a list in their order. One that stands where it belongs is not touched. */
function arrange(
  lists: HTMLElement,
  { name, count, more, ids }: QueueNews['lists'][number],
  rows: ReadonlyMap<string, HTMLElement>,
): void {
  const list = listOf(lists, name);
  const cases = part(list, '.cases');
  const wanted = ids.flatMap((id) => rows.get(id) ?? []);
  for (const [index, row] of wanted.entries()) {
    if (cases.children[index] !== row) cases.insertBefore(row, cases.children[index] ?? null);
  }
  while (cases.children.length > wanted.length) cases.lastElementChild?.remove();
  part(list, '.cases__count').textContent = String(count);
  cases.hidden = wanted.length === 0;
  part(list, '.cases__none').hidden = wanted.length > 0;
  const beyond = part(list, '.cases__more');
  beyond.textContent = more;
  beyond.hidden = more === null;
}

function part(list: HTMLElement, selector: string): HTMLElement {
  const found = list.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`A list has no ${selector}.`);
  return found;
}
