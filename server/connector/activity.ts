import { z } from 'zod';
import { writeAddress } from '../../bot/connector/address.js';
import type { Inbound } from '../turns/turns.js';

const account = z.looseObject({ id: z.string().min(1).max(300) });

/** What we use of a Bot Framework activity; the rest is left alone. */
export const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().min(1).max(500).optional(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url().max(500),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1).max(500),
    isGroup: z.boolean().nullish(),
    conversationType: z.string().nullish(),
  }),
  text: z.string().max(65_536).nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().nullish() }))
    .max(100)
    .nullish(),
});
export type InboundActivity = z.infer<typeof activitySchema>;

/** Whether only the person and the bot are in the conversation: nobody tells their story to a group. */
export function isPersonal({ conversation: { isGroup, conversationType } }: InboundActivity): boolean {
  return isGroup !== true && (conversationType ?? 'personal') === 'personal';
}

/** The person's message as a turn takes it; null for an activity that is none, such as a read receipt. */
export function inboundOf(activity: InboundActivity, area: string): Inbound | null {
  const { type, id, channelId, serviceUrl, conversation, from, recipient, text, attachments } = activity;
  if (type !== 'message' || id === undefined) return null;
  // Teams sends the text a second time, as HTML.
  const media = (attachments ?? []).filter(({ contentType }) => contentType !== 'text/html').length;
  if (!text?.trim() && media === 0) return null;
  return {
    channel: 'connector',
    area,
    from: {
      address: writeAddress({
        channelId,
        serviceUrl,
        conversation: conversation.id,
        bot: recipient.id,
        person: from.id,
      }),
    },
    // An id is the channel's own, and in some channels only unique within the conversation.
    messageId: JSON.stringify([channelId, conversation.id, id]),
    text: text ?? '',
    media,
  };
}
