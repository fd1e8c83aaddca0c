import { z } from 'zod';
import type { Language } from '../../content/language.js';
import { languages } from '../../content/language.js';
import { DirectLineError } from './errors.js';

/** A BCP 47 tag, of which only the language counts. One that we do not speak is as good as none. */
const languageTag = z
  .string()
  .max(35)
  .transform((tag): Language | null => {
    const spoken = tag.toLowerCase().split('-')[0];
    return languages.find((language) => language === spoken) ?? null;
  });

/** Body of tokens/generate; may be left out altogether. */
export const generateRequest = z
  .object({
    area: z.string().min(1).max(100).optional(),
    language: languageTag.optional(),
    locale: languageTag.optional(),
  })
  .default({});

/** Body of POST conversations as the official client sends it. Who the user is stands in the token. */
export const openRequest = z.object({ locale: languageTag.optional() }).default({});

/** No control characters, which a store may cut an id short at, and no halves of characters, which it may not keep. */
const clientActivityID = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Invalid characters');
const channelData = z.object({ clientActivityID: clientActivityID.optional() });

const messageActivity = z.object({
  type: z.literal('message'),
  text: z.string().max(4000).default(''),
  channelData: channelData.nullish(),
  /** Only counted: what is attached is never opened. */
  attachments: z.array(z.unknown()).max(20).default([]),
});

/** What a client may post. Typing is passed on, and so is the event of having read; other events change nothing. */
export const postedActivity = z.discriminatedUnion('type', [
  messageActivity,
  z.object({ type: z.literal('typing') }),
  z.object({ type: z.literal('event'), name: z.unknown().optional(), value: z.unknown().optional() }),
]);
export type PostedActivity = z.infer<typeof postedActivity>;

/** The event that tells up to which watermark the person has had the conversation on their screen. */
export const readEvent = z.object({
  name: z.literal('read'),
  value: z
    .object({ watermark: z.string().regex(/^\d{1,15}$/) })
    .transform((value) => Number(value.watermark)),
});

/** A journal seq as a string; absent or empty means from the beginning. */
export const watermark = z
  .string()
  .regex(/^\d{0,15}$/, 'Invalid watermark')
  .default('')
  .transform(Number);

/**
 * `value` as `schema` understands it.
 * @throws DirectLineError 400 that names the field and what is wrong, never the value
 */
export function checked<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  const problem = issue?.message ?? 'Invalid input';
  throw new DirectLineError(400, 'BadArgument', field === '' ? problem : `${field}: ${problem}`);
}
