import { DateTime } from 'luxon';
import type { Language } from '../content/language.js';

const locales: Record<Language, string> = { en: 'en-GB', cy: 'cy' };

/** A moment in local time, in the forms of the language; `toFormat` writes it as it stands by itself. */
export function localMoment(at: Date, timeZone: string, language: Language): DateTime {
  return DateTime.fromJSDate(at, { zone: timeZone }).setLocale(locales[language]);
}

/** A moment as it stands inside a sentence: Welsh writes "dydd Iau" there, and the locale "Dydd Iau". */
export function inSentence(moment: DateTime, format: string, language: Language): string {
  const words = moment.toFormat(format);
  return language === 'cy' ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
