import { get } from 'node:http';
import { WebSocket } from 'ws';
import type { Adviser } from '../../server/desk/adviser.js';
import { DeskSessions } from '../../server/desk/sign-in/sessions.js';
import type { Store } from '../../server/store/store.js';
import { openChat } from './direct-line.js';
import { post } from './http.js';
import { area } from './lines.js';

/** Something that is read as it comes. */
export interface Screen {
  /** Resolves when `words` have come to it, from now on. */
  shows(words: string): Promise<void>;
  close(): void;
}

/** Collects what comes, and wakes whoever waits for words in it. */
export class Arrivals {
  readonly #waiting = new Map<string, () => void>();

  take(text: string): void {
    for (const [words, resolve] of this.#waiting) {
      if (!text.includes(words)) continue;
      this.#waiting.delete(words);
      resolve();
    }
  }

  shows(words: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(words, resolve));
  }
}

/** Opens a stream of server-sent events; resolves when its headers are there. Events are looked through one by one. */
export function openEvents(url: string, cookie = ''): Promise<Screen> {
  const arrivals = new Arrivals();
  return new Promise((resolve, reject) => {
    const request = get(
      url,
      { headers: { cookie, accept: 'text/event-stream' }, agent: false },
      (response) => {
        if (response.statusCode !== 200)
          reject(new Error(`${url} was answered with ${response.statusCode}.`));
        let open = '';
        response.setEncoding('utf8');
        response.on('error', () => undefined);
        response.on('data', (chunk: string) => {
          const events = (open + chunk).split('\n\n');
          open = events.pop() ?? '';
          for (const event of events) if (event.includes('event: lines')) arrivals.take(event);
        });
        resolve({ shows: (words) => arrivals.shows(words), close: () => request.destroy() });
      },
    );
    request.on('error', reject);
  });
}

/** A carer who has opened a web chat. */
export interface Carer {
  conversationId: string;
  say: (text: string) => Promise<unknown>;
  /** The stream of their page. */
  listen(): Promise<Screen>;
}

/** Opens a web chat and asks for a person. */
export async function openCarer(origin: string): Promise<Carer> {
  const { conversationId, streamUrl, say } = await openChat(() => origin, { area, language: 'en' });
  await say('can I talk to a person');
  return { conversationId, say, listen: () => openSocket(streamUrl) };
}

function openSocket(url: string): Promise<Screen> {
  const arrivals = new Arrivals();
  const socket = new WebSocket(url);
  socket.on('message', (data: Buffer) => arrivals.take(data.toString()));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => {
      resolve({ shows: (words) => arrivals.shows(words), close: () => socket.terminate() });
    });
  });
}

/** An adviser who is signed in. */
export interface SignedIn {
  cookie: string;
  csrf: string;
}

/** Signs advisers in, in the store that the program is going to run on, with room for `most` conversations each. */
export async function signIn(store: Store, count: number, most: number): Promise<SignedIn[]> {
  const clock = (): Date => new Date();
  const sessions = new DeskSessions(store.deskSessions, clock, { idleMinutes: 60, hours: 2 });
  return Promise.all(
    Array.from({ length: count }, async (_, index): Promise<SignedIn> => {
      const id = `adviser-${index}`;
      const about = { name: `Adviser ${index}`, firstName: `A${index}`, team: null };
      const adviser: Adviser = { id, ...about, grants: [{ role: 'adviser', area }] };
      const seenAt = clock().toISOString();
      const presence = { adviser: id, area, ...about, availability: 'here', capacity: most, seenAt } as const;
      await store.desk.putPresence(presence);
      const secret = await sessions.begin({ adviser, idToken: null });
      const session = await sessions.find(secret);
      if (!session) throw new Error('An adviser was not signed in.');
      return { cookie: `desk=${secret}`, csrf: session.csrf };
    }),
  );
}

/** One act of an adviser, as the script of the page posts it. */
export function act(
  origin: string,
  { cookie, csrf }: SignedIn,
  conversationId: string,
  name: string,
  body: object = {},
): Promise<string> {
  const headers = { cookie, origin, accept: 'application/json', 'x-csrf-token': csrf };
  return post(`${origin}/desk/conversations/${conversationId}/${name}`, body, '', headers);
}
