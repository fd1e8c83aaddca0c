import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '../../errors.js';
import type { RedisAddress } from './address.js';
import { connectCluster } from './cluster.js';
import { letGo, patienceMs } from './engine.js';
import type { Client, Engine } from './engine.js';
import { connectServer } from './one-server.js';
import { Replicas } from './replicas.js';
import { listOf, textOf, textsOf } from './reply.js';
import type { Reply } from './reply.js';
import { readScripts } from './scripts.js';
import type { ScriptName } from './scripts.js';
import { connectSentinelSet } from './sentinel.js';

export interface LinkOptions {
  /** How many replicas must have a write before anybody is told of it. */
  replicas: number;
  /** Hears what goes wrong with the connections; nothing of it is fatal. */
  onError: (error: unknown) => void;
}

/** Answers by which a server says that it has not done what it was asked, and that another one, or it, soon may. */
const notDone = /^(MOVED|ASK|TRYAGAIN|CLUSTERDOWN|READONLY|LOADING|MASTERDOWN)\b/;
const againMs = 50;
/** With nothing heard for so long, though something was asked, the connections are taken to be dead. */
const silenceMs = 8_000;
const reconnectMs = 250;

/** Runs commands and scripts on whichever server has their key, and says in time when it cannot. */
export class Link {
  readonly #scripts = readScripts();
  readonly #replicas = new WeakMap<Client, Replicas>();
  #engine: Promise<Engine>;
  /** When something was heard last, or asked first after nothing was asked. */
  #heardAt = Date.now();
  #asked = 0;
  #renewing = false;
  #closed = false;
  #subscription: Parameters<Engine['subscribe']> | null = null;

  private constructor(
    private readonly address: RedisAddress,
    private readonly options: LinkOptions,
    engine: (link: Link) => Promise<Engine>,
  ) {
    this.#engine = engine(this);
  }

  /** @throws StoreUnavailable when Redis cannot be reached */
  static async open(address: RedisAddress, options: LinkOptions): Promise<Link> {
    const link = new Link(address, options, (self) => self.#connect());
    try {
      await link.#engine;
      return link;
    } catch (cause) {
      throw new StoreUnavailable(`Redis cannot be reached or used (${reasonOf(cause)}).`, { cause });
    }
  }

  /** Asks something that changes nothing. @throws StoreUnavailable when it was not answered in time */
  async read(key: string, ...args: string[]): Promise<Reply> {
    return this.#ask(key, (client) => client.sendCommand<Reply>(args));
  }

  /** Changes something, and answers once it is kept. @throws StoreUnavailable when nobody knows whether it is */
  async write(key: string, ...args: string[]): Promise<Reply> {
    return this.#ask(key, (client) => this.#kept(client, args));
  }

  /** Runs a script that changes something, as `write` does. Its keys share the slot of `key`. */
  async run(name: ScriptName, key: string, ...args: string[]): Promise<Reply> {
    return this.#script(name, key, args, (client, command) => this.#kept(client, command));
  }

  /** Runs a script that changes nothing, as `read` does. */
  async query(name: ScriptName, key: string, ...args: string[]): Promise<Reply> {
    return this.#script(name, key, args, (client, command) => client.sendCommand<Reply>(command));
  }

  /** Asks every server that takes writes. */
  async everywhere(...args: string[]): Promise<Reply[]> {
    return this.#inTime(async (engine) => {
      const clients = await engine.primaries();
      return Promise.all(clients.map((client) => client.sendCommand<Reply>(args)));
    });
  }

  /** Every key whose name matches, on every server that takes writes, some at a time; one may come twice. */
  async *scan(match: string): AsyncGenerator<string[]> {
    for (const client of await this.#inTime((engine) => engine.primaries())) {
      let cursor = '0';
      do {
        const ask = ['SCAN', cursor, 'MATCH', match, 'COUNT', '500'];
        const [next, found] = listOf(await this.#inTime(() => client.sendCommand<Reply>(ask)));
        yield textsOf(found);
        cursor = textOf(next) ?? '0';
      } while (cursor !== '0');
    }
  }

  async publish(channel: string, message: string): Promise<void> {
    await this.#inTime((engine) => engine.publish(channel, message));
  }

  /** Hears channels for as long as the link is open. `onBack` as for an engine. */
  async subscribe(
    channels: readonly string[],
    listen: (message: string) => void,
    onBack: () => void,
  ): Promise<void> {
    this.#subscription = [channels, listen, onBack];
    await (await this.#engine).subscribe(channels, listen, onBack);
  }

  /** Waits for what was asked, as long as that is answered in time. */
  async close(): Promise<void> {
    this.#closed = true;
    const engine = await this.#engine.catch(() => null);
    const late = pause(patienceMs, undefined, { ref: false });
    await Promise.race([engine?.close(), late]);
    engine?.destroy();
  }

  /** The answer of a write once enough replicas have it. */
  #kept(client: Client, args: string[]): Promise<Reply> {
    const { replicas } = this.options;
    if (replicas === 0) return client.sendCommand<Reply>(args);
    const known = this.#replicas.get(client) ?? new Replicas(client, replicas);
    this.#replicas.set(client, known);
    return known.kept(args);
  }

  async #script(
    name: ScriptName,
    key: string,
    args: string[],
    send: (client: Client, command: string[]) => Promise<Reply>,
  ): Promise<Reply> {
    const { sha, text } = this.#scripts[name];
    return this.#ask(key, async (client) => {
      try {
        return await send(client, ['EVALSHA', sha, '1', key, ...args]);
      } catch (error) {
        if (!reasonOf(error).startsWith('NOSCRIPT')) throw error;
        return send(client, ['EVAL', text, '1', key, ...args]);
      }
    });
  }

  /** Asks the server that has the key; one that says that it has done nothing is asked again. */
  async #ask(key: string, ask: (client: Client) => Promise<Reply>): Promise<Reply> {
    const until = Date.now() + patienceMs;
    for (;;) {
      try {
        return await this.#inTime(async (engine) => ask(await engine.clientOf(key)));
      } catch (error) {
        if (!(error instanceof NotDone) || Date.now() + againMs > until) throw unavailable(error);
        if (error.reason === 'READONLY') this.#renew();
        await pause(againMs);
        await this.#inTime((engine) => engine.refresh(key)).catch(this.options.onError);
      }
    }
  }

  /** @throws StoreUnavailable when it took too long or failed, NotDone when it may be asked again */
  async #inTime<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    if (this.#asked === 0) this.#heardAt = Date.now();
    this.#asked += 1;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        if (Date.now() - this.#heardAt > silenceMs) this.#renew();
        reject(new StoreUnavailable('Redis did not answer in time.'));
      }, patienceMs);
    });
    try {
      const result = await Promise.race([this.#engine.then(work), late]);
      this.#heardAt = Date.now();
      return result;
    } catch (error) {
      const [code] = notDone.exec(reasonOf(error)) ?? [];
      throw code === undefined ? unavailable(error) : new NotDone(code, error);
    } finally {
      this.#asked -= 1;
      clearTimeout(timer);
    }
  }

  #connect(): Promise<Engine> {
    const events = {
      onLost: () => {
        this.#renew();
      },
      onError: this.options.onError,
    };
    const [node] = this.address.nodes;
    switch (this.address.form) {
      case 'cluster':
        return connectCluster(this.address, events);
      case 'sentinel':
        return connectSentinelSet(this.address, events, this.options.replicas);
      case 'single':
        if (!node) throw new Error('The address of the store names no server.');
        return connectServer(this.address, node, events, true);
    }
  }

  /** Makes new connections in place of those that are dead, or lead to the wrong server. */
  #renew(): void {
    if (this.#renewing || this.#closed) return;
    this.#renewing = true;
    const before = this.#engine;
    this.#engine = this.#reconnected();
    // Whoever waits for it hears of its end.
    this.#engine.catch(() => undefined);
    void before.then(letGo, () => undefined);
  }

  async #reconnected(): Promise<Engine> {
    for (;;) {
      if (this.#closed) throw new StoreUnavailable('The store is closed.');
      try {
        const engine = await this.#connect();
        if (this.#subscription) await engine.subscribe(...this.#subscription);
        this.#renewing = false;
        this.#heardAt = Date.now();
        this.#subscription?.[2]();
        return engine;
      } catch (error) {
        this.options.onError(error);
        await pause(reconnectMs);
      }
    }
  }
}

/** The server has done nothing of it. */
class NotDone extends Error {
  constructor(
    readonly reason: string,
    cause: unknown,
  ) {
    super(`Redis has not done it (${reason}).`, { cause });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** Nothing of what Redis says is passed on but the kind of error: it may quote what it was sent. */
function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error;
  const kind = error instanceof Error ? error.name : typeof error;
  return new StoreUnavailable(`Redis failed (${kind}).`, { cause: error });
}
