import { DateTime } from 'luxon';
import { z } from 'zod';
import { deskTimeZone } from '../time-zone.js';
import { bookInput } from './book-on-behalf.js';
import { assessmentInput, contactInput, noteInput } from './note.js';
import { correctInput } from './correct-story.js';
import { handBackInput } from './hand-back.js';
import { reassignInput, transferInput } from './transfer.js';
import { referInput } from './refer-on-behalf.js';

/** Forms of the page, each read into the input of its act. */

export const note = noteInput;
export const handBack = handBackInput;
export const reassign = reassignInput;
export const assessment = assessmentInput;

/** A time as `datetime-local` writes it, in the time of the desk. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
  .transform((local) => DateTime.fromISO(local, { zone: deskTimeZone }).toISO() ?? '');

export const contact = contactInput.extend({ at: localTime.pipe(contactInput.shape.at) });

/** `adviser:ID`, `area:ID` or `service:ID`, as the list of the page names them. */
export const transfer = z
  .strictObject({
    to: z.string().regex(/^(adviser|area|service):.+$/),
    note: z.string().default(''),
    wording: z.string().default(''),
  })
  .transform(({ to, note: text, wording }): unknown => {
    const [kind = '', ...rest] = to.split(':');
    const agreed = wording.trim() === '' ? {} : { agreed: { wording } };
    return { to: { kind, [kind]: rest.join(':') }, note: text, ...agreed };
  })
  .pipe(transferInput);

export const refer = z
  .strictObject({
    actId: z.string(),
    kind: z.string(),
    wording: z.string().default(''),
    officer: z.literal('yes').optional(),
    why: z.string().default(''),
  })
  .transform(({ actId, kind, wording, officer, why }): unknown => ({
    actId,
    kind,
    ...(wording.trim() !== '' && { agreed: { wording } }),
    ...(officer && { officer: { text: why } }),
  }))
  .pipe(referInput);

export const book = z
  .strictObject({ actId: z.string(), slot: z.string(), wording: z.string().default('') })
  .transform(({ wording, ...form }): unknown => ({
    ...form,
    ...(wording.trim() !== '' && { agreed: { wording } }),
  }))
  .pipe(bookInput);

export const correction = z
  .strictObject({ version: z.coerce.number(), fact: z.string(), value: z.string() })
  .transform(({ version, fact, value }): unknown => ({ version, correction: { fact, value } }))
  .pipe(correctInput);

export const safety = z
  .strictObject({ version: z.coerce.number(), fact: z.string(), value: z.enum(['yes', 'no']) })
  .transform(({ version, fact, value }): unknown => ({
    version,
    correction: { fact, value: value === 'yes' },
  }))
  .pipe(correctInput);
