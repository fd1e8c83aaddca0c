import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Held, Holding } from '../hold.js';
import type { Order, Outcome, Reached } from './orders.js';

/** Another process, in which people write. */
export interface Generator {
  hold(to: Reached, holding: Holding): Promise<Held>;
  /** @returns how many conversations are open then */
  open(to: Reached, count: number): Promise<number>;
  chat(thinkMs: number, forMs: number): Promise<Held>;
  close(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one. What fails in it fails here, with the same message. */
export function startGenerator(): Generator {
  const child = fork(fileURLToPath(new URL('./generator.js', import.meta.url)), {
    serialization: 'advanced',
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const ended = once(child, 'exit').then((): Outcome => ({ failed: 'The generator ended.' }));
  const obeyed = async (order: Order): Promise<Outcome> => {
    const answer = once(child, 'message').then(([outcome]) => outcome as Outcome);
    child.send(order);
    const outcome = await Promise.race([answer, ended]);
    if ('failed' in outcome) throw new Error(outcome.failed);
    return outcome;
  };
  const held = async (order: Order): Promise<Held> => {
    const outcome = await obeyed(order);
    if (!('held' in outcome)) throw new Error('The generator held nothing.');
    return outcome.held;
  };
  return {
    hold: (to, holding) => held({ do: 'hold', to, ...holding }),
    async open(to, count) {
      const outcome = await obeyed({ do: 'open', to, count });
      return 'open' in outcome ? outcome.open : 0;
    },
    chat: (thinkMs, forMs) => held({ do: 'chat', thinkMs, forMs }),
    async close() {
      await obeyed({ do: 'close' });
    },
    async stop() {
      child.disconnect();
      await ended;
      process.off('exit', kill);
    },
  };
}
