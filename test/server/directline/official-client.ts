import type { DirectLineOptions, Message } from 'botframework-directlinejs';
import { DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import { XMLHttpRequest } from 'xmlhttprequest';
import type { DirectLineServer } from './direct-line-server.js';

/**
 * The official client is written for browsers and takes both from the global object. They stand there only while its
 * tests run: other libraries would take the program for a browser.
 */
export function likeABrowser(): void {
  const own = { XMLHttpRequest, WebSocket };
  const others = Object.fromEntries(
    Object.keys(own).map((name) => [name, Reflect.get(globalThis, name) as unknown]),
  );
  before(() => {
    Object.assign(globalThis, own);
  });
  after(() => {
    Object.assign(globalThis, others);
  });
}

/** The official client with what it has heard, in the order of arrival. */
export interface OfficialClient {
  directLine: DirectLine;
  heard: Message[];
  /** Ids of what came by WebSocket, in the order of the stream: the client itself deals out in turns what comes at once. */
  arrived: string[];
  /** Resolves as soon as `text` has been heard; what came before it is in `heard` then. */
  hears(text: string): Promise<Message>;
  /** Says `text`; resolves to the id that the server gave it, or `retry`. */
  says(text: string, clientActivityID?: string): Promise<string>;
  /** What the client does by itself every 15 minutes. */
  refreshesToken(): Promise<void>;
  /** Resolves as soon as the connection has this status. */
  becomes(status: number): Promise<void>;
  end(): void;
}

/** The private part of the client that its own timer calls. */
interface ClientInside {
  token: string;
  refreshToken(): { toPromise(): Promise<string> };
}

/** Connects `botframework-directlinejs` to `server`. Its delay before it reconnects is cut from seconds to nothing. */
export function connectOfficialClient(server: DirectLineServer, options: DirectLineOptions): OfficialClient {
  const arrived: string[] = [];
  class RecordingWebSocket extends WebSocket {
    constructor(address: string) {
      super(address);
      this.on('message', (frame: Buffer) => {
        const { activities } = JSON.parse(frame.toString('utf8')) as { activities: { id: string }[] };
        arrived.push(...activities.map(({ id }) => id));
      });
    }
  }
  const directLine = new DirectLine({
    WebSocket: RecordingWebSocket as unknown as typeof globalThis.WebSocket,
    domain: server.domain,
    pollingInterval: 200,
    // It waits 3000 + random * 12000 ms.
    random: () => -0.25,
    ...options,
  });
  const heard: Message[] = [];
  const waiting = new Set<() => void>();
  const subscription = directLine.activity$.subscribe(
    (activity) => {
      heard.push(activity as Message);
      for (const check of waiting) check();
    },
    // It also shows in the connection's status, which is what tests look at.
    () => undefined,
  );
  return {
    directLine,
    heard,
    arrived,
    hears: (text) =>
      new Promise((resolve) => {
        const check = (): void => {
          const message = heard.find((activity) => activity.text === text);
          if (message === undefined) return;
          waiting.delete(check);
          resolve(message);
        };
        waiting.add(check);
        check();
      }),
    says: (text, clientActivityID) =>
      directLine
        .postActivity({
          type: 'message',
          from: { id: 'someone' },
          text,
          ...(clientActivityID !== undefined && { channelData: { clientActivityID } }),
        })
        .toPromise() as Promise<string>,
    refreshesToken: async () => {
      const inside = directLine as unknown as ClientInside;
      inside.token = await inside.refreshToken().toPromise();
    },
    becomes: (status) =>
      directLine.connectionStatus$
        .filter((now) => now === (status as typeof now))
        .take(1)
        .toPromise()
        .then(() => undefined),
    end: () => {
      subscription.unsubscribe();
      directLine.end();
    },
  };
}
