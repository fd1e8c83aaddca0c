/**
 * A process of its own for the tests that end it: commits turns of eight conversations until it is killed or cannot, and
 * writes each message id once its commit was acknowledged, or the name of the error that stopped it.
 */
import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../../../server/store/sqlite/sqlite-store.js';
import type { Store } from '../../../../server/store/store.js';
import { message, replied, said, turn } from '../samples.js';

const [file = '', run = ''] = process.argv.slice(2);

function tell(line: string): void {
  writeSync(1, `${line}\n`);
}

async function converse(store: Store, writer: number): Promise<never> {
  const id = `${run}-${writer}`;
  for (let version = 0; ; version++) {
    const messageId = `${id}-${version}`;
    const result = await store.commit(
      turn(id, {
        expectedVersion: version,
        messageId,
        journal: [said(messageId, 'told '.repeat(200)), replied(`to ${messageId}`)],
        outbox: [message(messageId, { lane: id })],
      }),
    );
    tell(result.outcome === 'committed' ? messageId : `error ${result.outcome}`);
  }
}

try {
  const store = await openSqliteStore(file);
  tell('open');
  await Promise.all(Array.from({ length: 8 }, (_, writer) => converse(store, writer)));
} catch (error) {
  tell(`error ${error instanceof Error ? error.name : 'unknown'}`);
}
