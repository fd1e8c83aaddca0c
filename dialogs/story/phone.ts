import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Digits of a UK number after its first 0: what is shorter has usually lost one on the way. */
const fullLength = 10;

/**
 * A phone number in E.164, from however it is written in the UK; null when it is none. Ranges change, so a number of full
 * length is taken even where the library does not know its range.
 */
export function phoneIn(text: string): string | null {
  const parsed = parsePhoneNumberFromString(text, 'GB');
  if (!parsed?.isPossible()) return null;
  return parsed.isValid() || parsed.nationalNumber.length >= fullLength ? parsed.number : null;
}

/** A number as people here say it, such as 07700 900123; one from elsewhere as it is. */
export function nationalNumber(e164: string): string {
  const parsed = parsePhoneNumberFromString(e164, 'GB');
  return parsed?.countryCallingCode === '44' ? parsed.formatNational() : e164;
}
