import { bareOverHttp, botkitOverHttp } from '../over-http.js';
import type { Held, Holding } from '../hold.js';
import type { Side } from '../side.js';
import { streamedDirectLine } from './streamed.js';

/** What is spoken to, and how. */
export interface Reached {
  speaks: 'direct-line' | 'bare' | 'botkit';
  /** One for each instance. */
  origins: readonly string[];
}

/** What a generator is told to do, one thing at a time. */
export type Order =
  | ({ do: 'hold'; to: Reached } & Holding)
  /** Opens conversations beside those that are open, until there are so many. */
  | { do: 'open'; to: Reached; count: number }
  /** Everybody whose conversation is open says something now and then, for so long. */
  | { do: 'chat'; thinkMs: number; forMs: number }
  | { do: 'close' };

/** What came of it: nothing for `close`, how many are open for `open`. */
export type Outcome = { held: Held } | { open: number } | { failed: string };

/** The side that is reached so. */
export function sideOf({ speaks, origins }: Reached): Side {
  const [origin = ''] = origins;
  switch (speaks) {
    case 'direct-line':
      return streamedDirectLine(origins);
    case 'bare':
      return bareOverHttp('bare', { origin }, true);
    case 'botkit':
      return botkitOverHttp('botkit', { origin });
  }
}
