import { randomInt, randomUUID } from 'node:crypto';
import type { Ids } from '../../dialogs/scene.js';

/** Letters and digits that are not mistaken for one another, spoken or written. */
const clear = 'ACDEFGHJKMNPQRTVWXY34679';
const referenceLength = 8;

/** New ids: unique ones for records, and references that can be said over the phone, such as `K4TN-9QWD`. */
export const randomIds: Ids = {
  unique: () => randomUUID(),
  reference() {
    const letters = Array.from({ length: referenceLength }, () => clear[randomInt(clear.length)] ?? '').join(
      '',
    );
    return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  },
};
