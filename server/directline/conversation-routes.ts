import express from 'express';
import type { Request, Router } from 'express';
import type { Store } from '../store/store.js';
import type { Turns } from '../turns/turns.js';
import { authorise, authoriseFor } from './authorise.js';
import { conversationNotFound, DirectLineError } from './errors.js';
import { limitedTo } from './rate-limits.js';
import { checked, generateRequest, openRequest, watermark } from './requests.js';
import type { StreamAddress } from './stream-address.js';
import type { ConversationGrant, DirectLineTokens } from './tokens.js';

export interface ConversationParts {
  turns: Pick<Turns, 'open'>;
  store: Pick<Store, 'load'>;
  tokens: DirectLineTokens;
  streamAddress: StreamAddress;
  newId: () => string;
  /** Ids of the areas that may be asked for. */
  areas: readonly string[];
  defaultArea: string;
  tokensPerMinute: number;
}

/** Tokens, and starting and resuming a conversation. */
export function conversationRoutes(parts: ConversationParts): Router {
  const { turns, store, tokens, newId, areas, defaultArea } = parts;
  const router = express.Router();
  const json = express.json({ limit: '64kb' });

  router.post('/tokens/generate', limitedTo(parts.tokensPerMinute), json, async (request, response) => {
    const asked = checked(generateRequest, request.body);
    const area = asked.area ?? defaultArea;
    if (!areas.includes(area)) throw new DirectLineError(400, 'BadArgument', 'area: There is no such area');
    const language = asked.language ?? asked.locale ?? null;
    // Nothing is stored until the conversation is opened: the token itself sets its id aside.
    response.json(await tokenFor({ conversationId: newId(), area, language }));
  });

  router.post('/tokens/refresh', async (request, response) => {
    const grant = await authorise(request, tokens);
    await mustExist(grant.conversationId);
    response.json(await tokenFor(grant));
  });

  router.post('/conversations', json, async (request, response) => {
    const grant = await authorise(request, tokens);
    const { locale } = checked(openRequest, request.body);
    const resumed = (await store.load(grant.conversationId)) !== null;
    if (!resumed) {
      const { area, language, conversationId } = grant;
      await turns.open(area, locale ?? language, { conversationId });
    }
    response.status(resumed ? 200 : 201).json(await conversationFor(request, grant, 0));
  });

  router.get('/conversations/:id', async (request, response) => {
    const grant = await authoriseFor(request, tokens, request.params.id);
    const after = checked(watermark, request.query['watermark']);
    await mustExist(grant.conversationId);
    response.json(await conversationFor(request, grant, after));
  });

  async function mustExist(conversationId: string): Promise<void> {
    if ((await store.load(conversationId)) === null) throw conversationNotFound();
  }

  async function tokenFor(grant: ConversationGrant): Promise<object> {
    const { token, expiresIn } = await tokens.issue(grant);
    return { conversationId: grant.conversationId, token, expires_in: expiresIn };
  }

  async function conversationFor(request: Request, grant: ConversationGrant, after: number): Promise<object> {
    const { conversationId } = grant;
    const streamToken = await tokens.issueStream(conversationId);
    const streamUrl = parts.streamAddress(request, conversationId, streamToken, after);
    return { ...(await tokenFor(grant)), streamUrl };
  }

  return router;
}
