import { expect } from 'chai';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createLogger } from '../../../server/operations/logger.js';
import { createStopper, stopAccepting } from '../../../server/operations/stop.js';
import type { StopStep } from '../../../server/operations/stop.js';
import { serve } from './service.js';

describe('stopping', () => {
  let log: string[];
  let done: string[];

  beforeEach(() => {
    log = [];
    done = [];
  });

  const step = (name: string, stop?: StopStep['stop']): StopStep => ({
    name,
    stop: async () => {
      await stop?.();
      done.push(name);
    },
  });
  const stopper = (steps: StopStep[], patience?: number): ReturnType<typeof createStopper> =>
    createStopper({
      steps,
      logger: createLogger({ level: 'info', destination: { write: (line) => log.push(line) } }),
      ...(patience !== undefined && { patience }),
    });

  it('runs the steps in order, each after the one before has ended', async () => {
    const { stop, isStopping } = stopper([
      step('accepting', () => new Promise((resolve) => setImmediate(resolve))),
      step('outbox'),
      step('store'),
    ]);
    expect(isStopping()).to.equal(false);
    const stopped = stop();
    expect(isStopping()).to.equal(true);
    expect(await stopped).to.equal(true);
    expect(done).to.deep.equal(['accepting', 'outbox', 'store']);
  });

  it('runs them once, however often it is told', async () => {
    const { stop } = stopper([step('store')]);
    await Promise.all([stop(), stop(), stop()]);
    expect(done).to.deep.equal(['store']);
  });

  it('goes on to the next step when one fails or takes too long, and says so', async () => {
    const fails = step('sockets', () => {
      throw new Error('no');
    });
    const hangs = step('outbox', () => new Promise(() => {}));
    expect(await stopper([fails, hangs, step('store')], 20).stop()).to.equal(false);
    expect(done).to.deep.equal(['store']);
    expect(log.join('')).to.match(/"step":"sockets"[^]*"step":"outbox"/);
  });

  it('answers the requests under way, and then keeps no connection open', async () => {
    let answer = (): void => {};
    const service = await serve((_request, response) => {
      answer = () => response.end('whole');
      service.server.emit('asked');
    });
    const agent = new Agent({ keepAlive: true });
    const asked = once(service.server, 'asked');
    const reply = once(get(service.url, { agent }), 'response') as Promise<[IncomingMessage]>;
    await asked;
    const stopped = stopAccepting(service.server);
    expect(await fetch(service.url).catch(() => 'refused')).to.equal('refused');
    answer();
    const [response] = await reply;
    expect(Buffer.concat((await response.toArray()) as Buffer[]).toString()).to.equal('whole');
    await stopped;
    agent.destroy();
  });
});
