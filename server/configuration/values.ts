import { isIP } from 'node:net';
import { z } from 'zod';
import { dataKeyId } from '../store/sealing/data-key.js';
import type { DataKey } from '../store/sealing/data-key.js';
import { readRedisAddress } from '../store/redis/connection/address.js';
import type { RedisAddress } from '../store/redis/connection/address.js';
import { everyArea, roles } from '../desk/adviser.js';
import type { Grant } from '../desk/adviser.js';

/** E.164: a plus sign, the country code and the number, at most 15 digits in all. */
export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'is not a phone number');
/** An area's or a service's id. */
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not an id');
const emailAddress = z.email('is not an email address');

/** A host that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host);
}

function entriesOf(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** A whole number within bounds, both included. */
export function wholeNumber(from: number, to: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,9}$/, 'is not a whole number')
    .transform(Number)
    .refine((value) => value >= from && value <= to, `is not between ${from} and ${to}`);
}

/** An address on the web. */
export const webAddress = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), 'is not a web address')
  .transform((value) => new URL(value));

/** A web address with no path, as browsers name an origin. */
export const origin = webAddress.refine(
  (address) => address.href === `${address.origin}/`,
  'has more than a scheme, a host and a port',
);

const isPrivate = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || isLoopback(hostname);

/** An address, with a path or without, that what is private may be sent to: over HTTPS, or on this machine. */
export const privateAddress = webAddress.refine(isPrivate, 'begins with http:, which is not private');

/** An origin that what is private may be sent to: over HTTPS, or on this machine. */
export const privateOrigin = origin.refine(isPrivate, 'begins with http:, which is not private');

/** Origins separated by commas, as browsers write them. */
/** Ids separated by commas. */
export const ids = z.string().transform(entriesOf).pipe(z.array(id).min(1, 'names none'));

export const origins = z
  .string()
  .transform(entriesOf)
  .pipe(z.array(origin))
  .transform((list) => list.map((each) => each.origin));

/** At the first equals sign: what stands right of it may have some of its own. */
function split(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return at < 0 ? [entry.trim(), ''] : [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
}

/** `left=right` pairs separated by commas. */
function pairs<Right>(
  left: z.ZodType<string, string>,
  right: z.ZodType<Right, string>,
): z.ZodType<Map<string, Right>, string> {
  return z
    .string()
    .transform((list) => entriesOf(list).map(split))
    .pipe(z.array(z.tuple([left, right])))
    .refine((entries) => new Set(entries.map(([key]) => key)).size === entries.length, 'names one twice')
    .transform((entries) => new Map(entries));
}

/** Phone numbers (E.164), each with the id of the area it answers for. */
export const numbersByArea = pairs(phone, id);
/** Service ids, each with the email address that takes its referrals. */
export const inboxes = pairs(id, emailAddress);

/** Service ids, each with the HTTPS endpoint that takes its referrals. */
export const endpoints = pairs(
  id,
  webAddress.refine(({ protocol }) => protocol === 'https:', 'begins with http:, which is not private'),
);
/** Service ids, each with the secret that its documents are signed with. */
export const endpointSecrets = pairs(id, z.string().min(32, 'has a secret of fewer than 32 characters'));

/** A role at the desk in an area, or in every one, and for partners and officers whose: `supervisor:*`, `partner:coventry:its-id`. */
const grant = z
  .string()
  .transform((value): unknown => value.split(':'))
  .pipe(z.tuple([z.enum(roles), id.or(z.literal(everyArea)), id.optional()], 'is not a role and an area'))
  .transform(([role, area, party]): Grant => (party === undefined ? { role, area } : { role, area, party }));
/** A provider's own names for roles. */
export const roleNames = pairs(z.string().min(1, 'has an empty name'), grant);

/** `left=right` pairs separated by commas, of which several may have the same left. */
function lists(
  left: z.ZodType<string, string>,
  right: z.ZodType<string, string>,
): z.ZodType<Map<string, string[]>, string> {
  return z
    .string()
    .transform((list) => entriesOf(list).map(split))
    .pipe(z.array(z.tuple([left, right])))
    .transform((entries) => {
      const byLeft = new Map<string, string[]>();
      for (const [key, value] of entries) byLeft.set(key, [...(byLeft.get(key) ?? []), value]);
      return byLeft;
    });
}

/** Area ids with the email addresses, and the phones (E.164), of their duty lists, in the order of telling. */
export const dutyEmails = lists(id, emailAddress);
export const dutyPhones = lists(id, phone);

/** A sender: an address, or a name with the address in angle brackets. */
export const sender = z
  .string()
  .refine(
    (value) => emailAddress.safeParse(/^[^<>\r\n]*<([^<>]+)>$/.exec(value)?.[1] ?? value).success,
    'is not a sender',
  );

/** How to reach the mail server. */
export const mailServer = z
  .string()
  .refine((value) => URL.canParse(value), 'is not an address')
  .transform((value) => new URL(value))
  .refine((address) => /^smtps?:$/.test(address.protocol) && address.hostname !== '', 'is not a mail server');

/** Proxies in front: how many, or which. `true` is refused, because it would believe any sender's word. */
export const proxies = z.string().transform((value, context): number | string[] => {
  if (/^\d$/.test(value)) return Number(value);
  const list = entriesOf(value);
  const known = (entry: string): boolean =>
    ['loopback', 'linklocal', 'uniquelocal'].includes(entry) || isIP(entry.replace(/\/\d{1,3}$/, '')) !== 0;
  if (list.length > 0 && list.every(known)) return list;
  context.addIssue('is neither a number of proxies nor a list of their addresses');
  return z.NEVER;
});

/** Names of hosts separated by commas; `*.` before one stands for all below it. */
export const hosts = z
  .string()
  .transform(entriesOf)
  .pipe(
    z
      .array(z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'names a host that is none'))
      .min(1, 'is empty'),
  );

/** Keys of 32 bytes in base64, each with its name before a colon. */
export const dataKeys = z
  .string()
  .transform(entriesOf)
  .transform((entries) => entries.map(keyOf))
  .pipe(
    z.array(
      z.object({
        id: z.string().regex(dataKeyId, 'names a key with more than 16 of a-z, 0-9 and -'),
        bytes: z.instanceof(Buffer).refine(({ length }) => length === 32, 'has a key that is not 32 bytes'),
      }),
    ),
  )
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'names one twice');

function keyOf(entry: string): DataKey {
  const at = entry.indexOf(':');
  const text = entry.slice(at + 1).trim();
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text);
  return { id: entry.slice(0, Math.max(at, 0)).trim(), bytes: Buffer.from(isBase64 ? text : '', 'base64') };
}

/** Where everything is kept. */
export const storeAddress = z
  .string()
  .transform(
    (value, context): { kind: 'sqlite'; file: string } | { kind: 'redis'; address: RedisAddress } => {
      const file = /^sqlite:(?:\/\/)?(.+)$/.exec(value)?.[1];
      if (file !== undefined) return { kind: 'sqlite', file };
      const address = readRedisAddress(value);
      if (address) return { kind: 'redis', address };
      context.addIssue(
        /^rediss?[:-]/.test(value) ? 'is not an address of Redis' : 'is not a store that is known',
      );
      return z.NEVER;
    },
  );
