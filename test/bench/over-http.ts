import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { directLinePath } from '../../server/directline/stream-address.js';
import { area } from './in-process.js';
import { post } from './http.js';
import type { Program } from './program.js';
import type { Side, Talk } from './side.js';

const granted = z.object({ conversationId: z.string(), token: z.string() });

/** As long as a token of Direct Line, so that every request carries the same. */
const anyToken = 'x'.repeat(400);

/** The whole turn, as a web chat posts it to Direct Line. */
export function fingerpostOverHttp({ origin }: Program): Side {
  const base = origin + directLinePath;
  return {
    name: 'whole turn, durable, Direct Line',
    async begin() {
      const body = await post(`${base}/tokens/generate`, { area, language: 'en' });
      const { conversationId, token } = granted.parse(JSON.parse(body));
      await post(`${base}/conversations`, {}, token);
      return talkAt(`${base}/conversations/${conversationId}/activities`, token);
    },
  };
}

/** A side that has no tokens, and opens a conversation at its first activity when `opensAtFirst`. */
export function bareOverHttp(name: string, { origin }: Program, opensAtFirst: boolean): Side {
  return {
    name,
    async begin() {
      const talk = talkAt(`${origin}/conversations/${randomUUID()}/activities`, anyToken);
      if (opensAtFirst) await talk.say('hello');
      return talk;
    },
  };
}

/** The same client and the same request, whoever answers it. */
function talkAt(url: string, token: string): Talk {
  return {
    async say(text) {
      const channelData = { clientActivityID: randomUUID() };
      await post(url, { type: 'message', from: { id: 'carer' }, locale: 'en-GB', text, channelData }, token);
    },
  };
}
