import { randomUUID } from 'node:crypto';
import { openChat } from './direct-line.js';
import { post } from './http.js';
import type { Program } from './program.js';
import type { Side, Talk } from './side.js';

/** As long as a token of Direct Line, so that every request carries the same. */
const anyToken = 'x'.repeat(400);

/** Where a side is reached. */
type Reached = Pick<Program, 'origin'>;

/** The whole turn, as a web chat posts it to Direct Line. */
export function fingerpostOverHttp({ origin }: Reached): Side {
  return {
    name: 'whole turn, durable, Direct Line',
    async begin(person) {
      const chat = await openChat(() => origin, person);
      return {
        async say(text) {
          await chat.say(text);
        },
      };
    },
  };
}

/** A side that has no tokens, and opens a conversation at its first activity when `opensAtFirst`. */
export function bareOverHttp(name: string, { origin }: Reached, opensAtFirst: boolean): Side {
  return {
    name,
    async begin() {
      const talk = talkAt(`${origin}/conversations/${randomUUID()}/activities`);
      if (opensAtFirst) await talk.say('hello');
      return talk;
    },
  };
}

/** The same client and the same request as Direct Line's, whoever answers it. */
function talkAt(url: string): Talk {
  return {
    async say(text) {
      const channelData = { clientActivityID: randomUUID() };
      const activity = { type: 'message', from: { id: 'carer' }, locale: 'en-GB', text, channelData };
      await post(url, activity, anyToken);
    },
  };
}

/** Botkit's own form of a message, by which it also knows the person. */
export function botkitOverHttp(name: string, { origin }: Reached): Side {
  return {
    name,
    async begin() {
      const user = randomUUID();
      const say = async (text: string): Promise<void> => {
        const body = await post(`${origin}/api/messages`, { type: 'message', user, text }, anyToken);
        if (!body.includes('"text"')) throw new Error('Botkit said nothing.');
      };
      await say('hello');
      return { say };
    },
  };
}
