import type { Keyring } from '../sealing/keyring.js';
import type { Connection, Query } from './connection.js';

/** A row with the secret that what is sealed in it was sealed with. */
interface Sealed {
  secret: Buffer;
}

/** A query whose rows come with a `secret`, which the file holds wrapped: it is unwrapped here. */
export function sealedQuery<Row extends Sealed>(
  connection: Connection,
  keyring: Keyring,
  sql: string,
): Query<Row> {
  const query = connection.query<Omit<Row, 'secret'> & { secret: ArrayBuffer }>(sql);
  const opened = (row: Omit<Row, 'secret'> & { secret: ArrayBuffer }): Row =>
    Object.assign(row, { secret: keyring.unwrap(new Uint8Array(row.secret)) }) as unknown as Row;
  return {
    all: (...values) => query.all(...values).map(opened),
    one: (...values) => {
      const row = query.one(...values);
      return row && opened(row);
    },
  };
}
