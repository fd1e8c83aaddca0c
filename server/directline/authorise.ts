import type { Request } from 'express';
import { DirectLineError } from './errors.js';
import type { ConversationGrant, DirectLineTokens } from './tokens.js';

/**
 * The grant of the bearer token that a request carries.
 * @throws DirectLineError 401 when there is none
 * @throws TokenRefused when it does not hold
 */
export async function authorise(request: Request, tokens: DirectLineTokens): Promise<ConversationGrant> {
  const token = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined) throw new DirectLineError(401, 'Unauthorized', 'A bearer token is needed');
  return tokens.verify(token);
}

/**
 * As `authorise`, for a route that names a conversation: a token opens its own conversation and no other.
 * @throws DirectLineError 403 for another conversation's token, whether or not that conversation exists
 */
export async function authoriseFor(
  request: Request,
  tokens: DirectLineTokens,
  conversationId: string,
): Promise<ConversationGrant> {
  const grant = await authorise(request, tokens);
  if (grant.conversationId !== conversationId) {
    throw new DirectLineError(403, 'Forbidden', 'The token is for another conversation');
  }
  return grant;
}
