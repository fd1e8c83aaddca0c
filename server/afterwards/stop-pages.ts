import express from 'express';
import type { Request, Router } from 'express';
import { z } from 'zod';
import { readState, writeState } from '../../bot/turn/conversation-state.js';
import { actOn, type OverdueParts } from '../desk/overdue/overdue.js';
import type { Signer } from './signer.js';
import { perMinute as rateLimit } from '../operations/rate-limit.js';
import { PageError } from '../pages/errors.js';
import { pageLanguage } from '../pages/page-language.js';
import type { Pages } from '../pages/pages.js';
import { pageSecurity } from '../pages/security.js';
import type { Store } from '../store/store.js';
import type { TimerHandler } from '../timers/timer-worker.js';

/** The kind of the timer that stops it: due at once, and done though the process dies. */
export const stopTimer = 'check-in-stopped';

/** Where somebody who was asked how it is by email has us write no more. */
export function stopPath(signer: Signer, conversationId: string): string {
  return `/afterwards/stop/${conversationId}/${signer.sign('stop', conversationId)}`;
}

export interface StopPagesParts {
  store: Pick<Store, 'load' | 'timers'>;
  signer: Signer;
  pages: Pages;
  clock: () => Date;
  wakeTimers: () => void;
  config: { secure: boolean; perMinute: number };
}

const params = z.object({ conversation: z.string().max(100), signature: z.string().max(100) });

/**
 * The page of the link that stops what we would write by ourselves. Opening it does nothing, since mail scanners open links;
 * pressing does, and so does one click in a mail program (RFC 8058). It says nothing of whose it is.
 */
export function createStopPages({ store, signer, pages, clock, wakeTimers, config }: StopPagesParts): Router {
  const router = express.Router();
  const limit = rateLimit(config.perMinute, () => new PageError(429));
  const path = '/afterwards/stop/:conversation/:signature';
  router.use('/afterwards', limit, pageSecurity({ frameOrigins: [], https: config.secure }));

  async function conversationOf(request: Request): Promise<string> {
    const asked = params.safeParse(request.params).data;
    if (!asked) throw new PageError(404);
    const { conversation, signature } = asked;
    const right =
      signer.matches(signature, 'stop', conversation) && (await store.load(conversation)) !== null;
    if (!right) throw new PageError(404);
    return conversation;
  }

  const page = (request: Request, path: string, done: boolean): string =>
    pages.render('afterwards/views/stop.njk', pageLanguage(request), { path, done });

  router.get(path, async (request, response) => {
    const conversation = await conversationOf(request);
    response.type('html').send(page(request, stopPath(signer, conversation), false));
  });

  router.post(path, async (request, response) => {
    const conversationId = await conversationOf(request);
    const dueAt = clock().toISOString();
    const id = `${stopTimer}:${conversationId}`;
    await store.timers.change({
      set: [{ id, kind: stopTimer, conversationId, dueAt, payload: {} }],
      clear: [],
    });
    wakeTimers();
    response.type('html').send(page(request, stopPath(signer, conversationId), true));
  });
  return router;
}

/** They are asked nothing by us any more. */
export function checkInStopped(parts: OverdueParts): TimerHandler {
  return async (timer) => {
    const { conversationId } = timer;
    if (conversationId === null) return;
    await actOn(parts, timer, conversationId, 'check-in-stopped', ({ record }) => {
      const state = readState(record.state);
      state.progress.checkIn = { state: 'stopped', dueAt: null };
      return {
        state: writeState(state),
        journal: [],
        outbox: [],
        timers: { set: [], clear: [timer.id, `check-in:${record.id}`] },
      };
    });
  };
}
