import type { Connection } from './connection.js';

/** Which conversations a person had, by keyed hashes of the ways to reach them: nothing readable stands here. */
export class People {
  readonly #add;
  readonly #find;
  readonly #clear;

  constructor(connection: Connection) {
    this.#add = connection.change(
      'INSERT INTO person (hash, conversation) VALUES (?, ?) ON CONFLICT (hash, conversation) DO NOTHING',
    );
    this.#find = connection.query<{ id: string; updatedAt: number }>(
      `SELECT c.id, c.updated_at AS updatedAt FROM person p JOIN conversation c ON c.key = p.conversation
       WHERE p.hash = ?`,
    );
    this.#clear = connection.change('DELETE FROM person WHERE conversation = ?');
  }

  add(conversation: number, hashes: readonly string[]): void {
    for (const hash of hashes) this.#add(hash, conversation);
  }

  conversationsOf(hashes: readonly string[], limit: number): string[] {
    const found = new Map(
      hashes.flatMap((hash) => this.#find.all(hash)).map(({ id, updatedAt }) => [id, updatedAt]),
    );
    return [...found]
      .sort(([, one], [, other]) => other - one)
      .slice(0, limit)
      .map(([id]) => id);
  }

  clear(conversation: number): void {
    this.#clear(conversation);
  }
}
