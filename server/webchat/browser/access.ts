import { isLasting, keep, recall } from './storage.js';

/** The conversation is not there any more, or is not ours: trying again will not help. */
export class Gone extends Error {
  override readonly name = 'Gone';
}

/** A conversation and a token that opens it in Direct Line. */
export interface Access {
  conversationId: string;
  token: string;
}

/** Asks the page's own server for access; called again whenever a token has run out. */
export type GetAccess = () => Promise<Access>;

const patienceMs = 15_000;

/**
 * Sends a request to our own server.
 * @throws Gone for 403, 404 and 410
 * @throws Error for anything else that may go better later
 */
export async function ask(
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string>,
  body?: object,
) {
  const response = await fetch(path, {
    method,
    headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
    signal: AbortSignal.timeout(patienceMs),
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.ok) return (await response.json()) as unknown;
  if ([403, 404, 410].includes(response.status)) throw new Gone();
  throw new Error(`The server answered ${response.status}`);
}

/** Access to the conversation of the page's cookie. */
export function accessByCookie(area: string, csrf: string): GetAccess {
  return async () => (await ask('POST', `/chat/${area}/token`, { 'X-CSRF-Token': csrf })) as Access;
}

const keyName = (area: string): string => `key:${area}`;

/**
 * The frame's address in another language. Where no storage is given to a frame, the key goes with it behind the `#`,
 * which is sent to nobody and is taken out again on arrival.
 */
export function frameAddress(area: string, language: string): string {
  const key = isLasting() ? '' : (recall(keyName(area)) ?? '');
  return `?embed=1&lang=${language}${key && `#${key}`}`;
}

/** Access for a frame, whose key is kept in the frame's own storage. Opens a conversation when there is none yet. */
export function accessByKey(area: string, opened: (key: string) => void): GetAccess {
  const name = keyName(area);
  // Only a language that was chosen: it is the one in the frame's address.
  const language = new URLSearchParams(location.search).get('lang');
  const chosen = language === null ? '' : `?lang=${encodeURIComponent(language)}`;
  if (location.hash.length > 1) {
    keep(name, location.hash.slice(1));
    history.replaceState(null, '', location.pathname + location.search);
  }
  let reading = false;
  return async () => {
    const key = recall(name);
    if (key !== null) {
      try {
        const access = (await ask('POST', `/chat/${area}/token`, {
          Authorization: `Bearer ${key}`,
        })) as Access;
        reading = true;
        opened(key);
        return access;
      } catch (error) {
        // A conversation that ended before this page was opened makes room for a new one; one that ends while the
        // person reads it does not vanish under their eyes.
        if (!(error instanceof Gone) || reading) throw error;
      }
    }
    const fresh = (await ask('POST', `/chat/${area}/frame${chosen}`, {})) as Access & { key: string };
    keep(name, fresh.key);
    reading = true;
    opened(fresh.key);
    return fresh;
  };
}
