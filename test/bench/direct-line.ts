import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { directLinePath } from '../../server/directline/stream-address.js';
import { post } from './http.js';
import type { Person } from './side.js';

const granted = z.object({ conversationId: z.string(), token: z.string() });
const opened = z.object({ streamUrl: z.string() });

/** A web chat that is open. */
export interface Chat {
  conversationId: string;
  /** Where its WebSocket is. */
  streamUrl: string;
  /** Posts a message; settles when it is kept. */
  say: (text: string, clientActivityID?: string) => Promise<unknown>;
}

/**
 * Opens a web chat as a page does: a token, and then the conversation.
 * @param origin called for each request, for there may be several instances to go to
 */
export async function openChat(
  origin: () => string,
  { area, language }: Pick<Person, 'area' | 'language'>,
): Promise<Chat> {
  const at = (path: string): string => origin() + directLinePath + path;
  const body = await post(at('/tokens/generate'), { area, language });
  const { conversationId, token } = granted.parse(JSON.parse(body));
  const answer = await post(at('/conversations'), {}, token);
  const { streamUrl } = opened.parse(JSON.parse(answer));
  return {
    conversationId,
    streamUrl,
    say: (text, clientActivityID = randomUUID()) => {
      const channelData = { clientActivityID };
      const activity = { type: 'message', from: { id: 'carer' }, locale: 'en-GB', text, channelData };
      return post(at(`/conversations/${conversationId}/activities`), activity, token);
    },
  };
}
