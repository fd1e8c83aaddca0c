/** The languages every sentence is written in: English and Welsh (ISO 639-1). */
export const languages = ['en', 'cy'] as const;
export type Language = (typeof languages)[number];
