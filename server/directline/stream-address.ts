import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';

/** Where the router is mounted, as clients have it in their `domain` option. */
export const directLinePath = '/v3/directline';

/** The address of a conversation's WebSocket stream, authorised by itself, which replays after the journal seq `after`. */
export type StreamAddress = (
  request: Request,
  conversationId: string,
  token: string,
  after: number,
) => string;

/** Stream addresses under the configured public address or, without one, under the address that was asked. */
export function streamAddresses(publicUrl?: string): StreamAddress {
  return (request, conversationId, token, after) => {
    const base = publicUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
    const site = base.replace(/^http/, 'ws').replace(/\/+$/, '');
    const query = new URLSearchParams({ watermark: String(after), t: token });
    return `${site}${streamPath(encodeURIComponent(conversationId))}?${query.toString()}`;
  };
}

/** A stream address taken apart, not yet checked. */
export interface StreamRequest {
  token: string;
  /** As it was sent; undefined when it was not. */
  watermark: string | undefined;
  /** Whether the address is that of `conversationId`. */
  names(conversationId: string): boolean;
}

/** The parts of a stream address, or null for any other address. */
export function streamRequest(request: IncomingMessage): StreamRequest | null {
  const address = request.url ?? '';
  if (!URL.canParse(address, 'http://localhost')) return null;
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  if (!pathname.startsWith(`${directLinePath}/`)) return null;
  return {
    token: searchParams.get('t') ?? '',
    watermark: searchParams.get('watermark') ?? undefined,
    names: (conversationId) => pathname === streamPath(encodeURIComponent(conversationId)),
  };
}

function streamPath(encodedId: string): string {
  return `${directLinePath}/conversations/${encodedId}/stream`;
}
