import type { DirectLineServer } from './direct-line-server.js';

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON body, or null when there is none. */
  body: Record<string, unknown> | null;
}

export interface Call {
  token?: string;
  /** Sent as JSON unless it is a string or a form. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** One HTTP call to Direct Line; `path` follows the domain, such as `/tokens/generate`. */
export async function call(
  server: DirectLineServer,
  method: string,
  path: string,
  { token, body, headers = {} }: Call = {},
): Promise<Answer> {
  const asIs = body === undefined || typeof body === 'string' || body instanceof FormData;
  const response = await fetch(`${server.domain}${path}`, {
    method,
    headers: {
      ...(!(body instanceof FormData) && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: asIs ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
  };
}

/** The code in an error answer, or undefined when it is not in Direct Line's form. */
export function errorCode(answer: Answer): unknown {
  const error = answer.body?.['error'] as Record<string, unknown> | undefined;
  return typeof error?.['message'] === 'string' ? error['code'] : undefined;
}

export interface Conversation {
  id: string;
  token: string;
  streamUrl: string;
}

/** A token that was just generated, its conversation not yet open. */
export async function generateToken(
  server: DirectLineServer,
  body?: unknown,
): Promise<Omit<Conversation, 'streamUrl'>> {
  const answer = await call(server, 'POST', '/tokens/generate', { body });
  return { id: answer.body!['conversationId'] as string, token: answer.body!['token'] as string };
}

/** A conversation that was just opened. */
export async function openConversation(server: DirectLineServer): Promise<Conversation> {
  const { token } = await generateToken(server);
  const { body } = await call(server, 'POST', '/conversations', { token, body: {} });
  return {
    id: body!['conversationId'] as string,
    token: body!['token'] as string,
    streamUrl: body!['streamUrl'] as string,
  };
}

/** Posts a text message; returns the answer. */
export function say(
  server: DirectLineServer,
  { id, token }: Pick<Conversation, 'id' | 'token'>,
  text: string,
  clientActivityID?: string,
): Promise<Answer> {
  const activity = {
    type: 'message',
    from: { id: 'someone' },
    text,
    ...(clientActivityID !== undefined && { channelData: { clientActivityID } }),
  };
  return call(server, 'POST', `/conversations/${id}/activities`, { token, body: activity });
}
