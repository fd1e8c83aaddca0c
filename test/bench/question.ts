import { lines } from './lines.js';

/** What a bare bot asks, as long as our own questions usually are; `number` counts from 1. */
export const question = (number: number): string =>
  `Thank you. Question ${number} of ${lines.length}: if one thing could be different a month from now, what would it be?`;
