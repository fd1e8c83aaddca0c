import { z } from 'zod';

/** Words that a person reads, in each language. */
export const bothSchema = z.strictObject({ en: z.string().min(1), cy: z.string().min(1) });
export type Both = z.infer<typeof bothSchema>;

/** Ids stand in addresses, records and other files, so they never hold spaces or capitals. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write an id such as vale-unpaid-carers-hub');

/** When a source was published or checked: a year, a month or a day. */
export const sourceDateSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'write a date in quotes, such as "2026", "2026-10" or "2026-10-07"');

export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day in quotes, such as "2026-11-22"');
