import { queueLists, type QueueList, type ShownQueue, type ShownRow } from './shown-queue.js';

/** What has changed in the lists since they were last told. */
export interface QueueNews {
  /** The line at the top. */
  summary: string;
  /** The lists of which the order or the number has changed, each with all of its rows by id. */
  lists: { name: QueueList; count: number; more: string | null; ids: string[] }[];
  /** The rows that have changed. */
  rows: { id: string; html: string }[];
}

/** What one reader of the queue has on their screen, so that they are told only what has changed. */
export class LiveQueue {
  #rows = new Map<string, string>();
  #lists = new Map<QueueList, string>();
  #summary = '';

  /**
   * What to tell them now; null when nothing has changed.
   * @param render a row of the page
   */
  news(queue: ShownQueue, summary: string, render: (row: ShownRow) => string): QueueNews | null {
    const lists = queueLists.map((name) => {
      const { rows, count, more } = queue.lists[name];
      return { name, count, more, ids: rows.map(({ id }) => id) };
    });
    const all = queueLists.flatMap((name) => queue.lists[name].rows);
    const rows = new Map(all.map((row) => [row.id, render(row)]));
    const changed = {
      summary,
      lists: lists.filter((list) => this.#lists.get(list.name) !== JSON.stringify(list)),
      rows: [...rows].filter(([id, html]) => this.#rows.get(id) !== html).map(([id, html]) => ({ id, html })),
    };
    if (summary === this.#summary && changed.lists.length === 0 && changed.rows.length === 0) return null;
    this.#rows = rows;
    this.#lists = new Map(lists.map((list) => [list.name, JSON.stringify(list)]));
    this.#summary = summary;
    return changed;
  }
}
