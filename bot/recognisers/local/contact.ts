import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** A phone number or email address in a message, and the text with both blanked out at the same length. */
export interface ContactFound {
  /** E.164. */
  phone?: string;
  email?: string;
  rest: string;
  /** The number and the address as they were written. */
  from: { phone?: string; email?: string };
}

const addresses =
  /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}(?![\p{L}\p{N}@])/giu;
/** As dictation writes an address: "jo dot evans at gmail dot com". */
const spokenAddress = /\b([a-z0-9._-]+(?: dot [a-z0-9]+)*) at ([a-z0-9-]+(?: dot [a-z]{2,}){1,3})\b/i;
const webAddresses = /\b(?:https?:\/\/|www\.)\S+/gi;
const numbers = /(?:\+|\b)(?:\(?\d[\d ().-]{7,20}\d)\b/g;

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** A number that can be rung in the United Kingdom or, with its country code, elsewhere; E.164, or null. */
function asPhone(written: string): string | null {
  const digits = written.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const parsed = parsePhoneNumberFromString(digits, 'GB');
  if (!parsed?.isPossible()) return null;
  const plausible =
    digits.startsWith('0') || digits.startsWith('+') || digits.startsWith('44') || parsed.isValid();
  return plausible && parsed.nationalNumber.length >= 9 ? parsed.number : null;
}

/** Finds how someone can be reached. The first of each counts. */
export function findContact(text: string): ContactFound {
  let email: string | undefined;
  let phone: string | undefined;
  const from: ContactFound['from'] = {};
  const take = (address: string): string => {
    email ??= address.toLowerCase();
    from.email ??= address;
    return blank(address);
  };
  const unaddressed = text.includes('@') ? text.replace(addresses, take) : text;
  let rest = unaddressed.replace(webAddresses, blank);
  if (email === undefined && /\bdot\b/i.test(rest)) {
    rest = rest.replace(spokenAddress, (all: string, name: string, host: string) => {
      email = `${name.replace(/ dot /gi, '.')}@${host.replace(/ dot /gi, '.')}`.toLowerCase();
      from.email = all;
      return blank(all);
    });
  }
  rest = rest.replace(numbers, (written) => {
    const found = asPhone(written);
    if (found === null) return written;
    phone ??= found;
    from.phone ??= written;
    return blank(written);
  });
  return { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }), rest, from };
}
