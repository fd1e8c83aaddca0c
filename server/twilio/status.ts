import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { deliveryStatuses } from '../store/outbox.js';
import type { Store } from '../store/store.js';
import type { LiveUpdates } from '../turns/live.js';
import { phoneAddressSchema } from './address.js';
import { optedOutCode } from './errors.js';
import { messageSidSchema } from './inbound.js';

const statusFormSchema = z.object({
  MessageSid: messageSidSchema,
  MessageStatus: z.string().min(1).max(40),
  ErrorCode: z
    .string()
    .regex(/^\d{1,8}$/)
    .optional(),
  To: phoneAddressSchema.optional(),
});
const knownStatusSchema = z.enum(deliveryStatuses);

export interface StatusServices {
  store: Pick<Store, 'recordDelivery' | 'setOptOut'>;
  /** Told of the conversation whose message has come further, so that an adviser sees it at once. */
  live: Pick<LiveUpdates, 'publish'>;
  clock: () => Date;
  logger: Logger;
}

/**
 * Records how far a message of ours has come. Reports come twice and out of order: the store never moves backwards.
 * A status that we do not know is acknowledged and ignored.
 */
export function receiveStatus({ store, live, clock, logger }: StatusServices): RequestHandler {
  return async (request, response) => {
    const form = statusFormSchema.safeParse(request.body);
    if (!form.success) {
      response.status(400).type('text/plain').send('The form is not that of a delivery status.');
      return;
    }
    const { MessageSid, MessageStatus, ErrorCode, To } = form.data;
    const status = knownStatusSchema.safeParse(MessageStatus);
    const now = clock();
    try {
      const moved = status.success
        ? await store.recordDelivery(MessageSid, status.data, ErrorCode ?? null, now)
        : null;
      if (Number(ErrorCode) === optedOutCode && To) await store.setOptOut(To.channel, To.number, true, now);
      if (moved !== null) live.publish(moved);
      response.status(204).end();
    } catch (error) {
      logger.error(
        { messageSid: MessageSid, error: error instanceof Error ? error.name : 'unknown' },
        'delivery status could not be recorded',
      );
      response.status(503).type('text/plain').send('The status could not be kept. Please deliver it again.');
    }
  };
}
