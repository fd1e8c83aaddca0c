import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { Store } from '../store/store.js';
import { InOrder } from '../turns/in-order.js';
import type { LiveUpdates } from '../turns/live.js';
import type { Turns } from '../turns/turns.js';
import { activityId, scopedMessageId } from './activity.js';
import { authoriseFor } from './authorise.js';
import { conversationNotFound, DirectLineError } from './errors.js';
import { limitedTo } from './rate-limits.js';
import type { PostedActivity } from './requests.js';
import { checked, postedActivity, readEvent, watermark } from './requests.js';
import type { DirectLineTokens } from './tokens.js';
import { readTranscript } from './transcript.js';
import { readUpload } from './upload.js';

export interface ActivityParts {
  turns: Pick<Turns, 'accept'>;
  store: Pick<Store, 'load' | 'journal'>;
  /** Told of the person's typing and reading, which are kept nowhere. */
  live: Pick<LiveUpdates, 'signal'>;
  tokens: DirectLineTokens;
  newId: () => string;
  postsPerMinute: number;
  /** Total size of the files that may come with a message, in bytes. */
  uploadBytes: number;
}

const isSignal = z.object({ type: z.enum(['typing', 'event']) });

/** Saying something in a conversation, and reading it by polling. */
export function activityRoutes(parts: ActivityParts): Router {
  const { turns, store, live, tokens, newId } = parts;
  const router = express.Router();
  const postLimit = limitedTo(parts.postsPerMinute);
  const json = express.json({ limit: '64kb' });
  // Tokens are checked on other threads, which may finish in another order than that in which the messages came.
  const asTheyCame = new InOrder();

  router.get('/conversations/:id/activities', async (request, response) => {
    const { conversationId } = await authoriseFor(request, tokens, request.params.id);
    const after = checked(watermark, request.query['watermark']);
    const { lastSeq } = await conversation(conversationId);
    // A watermark from beyond the end would hide everything up to it.
    const page = await readTranscript(store, conversationId, Math.min(after, lastSeq));
    response.json({ activities: page.activities, watermark: String(page.watermark) });
  });

  // Signs of writing and reading must not use up what a person has to say.
  const signalLimit = limitedTo(parts.postsPerMinute);
  router.post('/conversations/:id/activities', json, (request, response, next) => {
    const limit = isSignal.safeParse(request.body).success ? signalLimit : postLimit;
    limit(request, response, next);
  });
  router.post('/conversations/:id/activities', async (request, response) => {
    const id = await asTheyCame.run(request.params.id, async () => {
      const { conversationId } = await authoriseFor(request, tokens, request.params.id);
      return take(conversationId, checked(postedActivity, request.body), 0);
    });
    response.json({ id });
  });

  router.post('/conversations/:id/upload', postLimit);
  router.post('/conversations/:id/upload', async (request, response) => {
    const { conversationId } = await authoriseFor(request, tokens, request.params.id);
    const upload = await readUpload(request, parts.uploadBytes);
    const activity = checked(postedActivity, upload.activity);
    const id = await asTheyCame.run(conversationId, () => take(conversationId, activity, upload.files));
    response.json({ id });
  });

  /** Runs what was posted, if there is something to run, and answers with its activity id. */
  async function take(conversationId: string, activity: PostedActivity, files: number): Promise<string> {
    const { area, lastSeq } = await conversation(conversationId);
    if (activity.type !== 'message') {
      signal(conversationId, activity, lastSeq);
      return newId();
    }
    // An upload lists in its activity the same files that come with it.
    const media = Math.max(files, activity.attachments.length);
    if (activity.text.trim() === '' && media === 0) {
      throw new DirectLineError(400, 'MissingProperty', 'text: The message is empty');
    }
    const clientActivityID = activity.channelData?.clientActivityID;
    const { seq } = await turns.accept({
      channel: 'web',
      area,
      from: { conversationId },
      messageId: clientActivityID === undefined ? newId() : scopedMessageId(conversationId, clientActivityID),
      text: activity.text,
      media,
    });
    return activityId(conversationId, seq);
  }

  /** What the adviser who looks at the conversation sees now or never. */
  function signal(
    conversationId: string,
    activity: Exclude<PostedActivity, { type: 'message' }>,
    lastSeq: number,
  ): void {
    if (activity.type === 'typing') live.signal(conversationId, { kind: 'typing', who: 'carer' });
    const read = readEvent.safeParse(activity);
    if (!read.success) return;
    live.signal(conversationId, { kind: 'read', who: 'carer', seq: Math.min(read.data.value, lastSeq) });
  }

  async function conversation(conversationId: string): Promise<{ area: string; lastSeq: number }> {
    const record = await store.load(conversationId);
    if (record === null) throw conversationNotFound();
    return record;
  }

  return router;
}
