import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { StoreUnavailable } from '../store/errors.js';
import { ThreadsUnavailable } from '../turns/threads/errors.js';
import { UnknownConversation } from '../turns/turns.js';
import { TokenRefused } from './tokens.js';

/** A refusal in Direct Line's form; `message` is for the client's engineer and repeats nothing that was sent. */
export class DirectLineError extends Error {
  override readonly name = 'DirectLineError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The refusal for a conversation that was never opened or is forgotten; clients stop at it. */
export function conversationNotFound(): DirectLineError {
  return new DirectLineError(404, 'ConversationNotFound', 'There is no such conversation');
}

/** Answers whatever no route has taken. */
export const refuseUnknownRoute: RequestHandler = (_request, _response, next) => {
  next(new DirectLineError(404, 'NotFound', 'There is nothing at this address'));
};

/** Answers every failure as `{error: {code, message}}`. Only failures of ours are logged. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = asRefusal(error);
    if (refusal.status >= 500) logger.error({ err: error }, 'Direct Line request failed');
    response.status(refusal.status).json({ error: { code: refusal.code, message: refusal.message } });
  };
}

/** What the client is told of a failure. */
export function asRefusal(error: unknown): DirectLineError {
  if (error instanceof DirectLineError) return error;
  if (error instanceof UnknownConversation) return conversationNotFound();
  if (error instanceof StoreUnavailable) {
    return new DirectLineError(503, 'ServiceUnavailable', 'Nothing can be kept just now; try again');
  }
  if (error instanceof ThreadsUnavailable) {
    return new DirectLineError(503, 'ServiceUnavailable', 'Nothing can be answered just now; try again');
  }
  if (error instanceof TokenRefused) {
    // Clients take 403 for an expired token and wait for a new one.
    const code = error.reason === 'expired' ? 'TokenExpired' : 'InvalidToken';
    return new DirectLineError(403, code, error.message);
  }
  return asBodyRefusal(error) ?? new DirectLineError(500, 'ServiceError', 'The service could not answer');
}

/** What Express and its body parser throw; their own messages may quote the body, so they are not repeated. */
const httpFailure = z.object({ status: z.number().int().min(400).max(499) });

function asBodyRefusal(error: unknown): DirectLineError | null {
  const failure = httpFailure.safeParse(error);
  if (!failure.success) return null;
  const { status } = failure.data;
  if (status === 413) return tooLarge();
  return new DirectLineError(status, 'BadArgument', 'The request could not be read');
}

/** The refusal for a body over its limit. */
export function tooLarge(): DirectLineError {
  return new DirectLineError(413, 'MessageSizeTooBig', 'The request is larger than is accepted');
}
