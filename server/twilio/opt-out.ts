import { startWords, startWordThatIsAnAnswer, stopWords } from '../../content/schema/provider-words.js';
import type { Inbound } from '../turns/turns.js';

type OptOut = NonNullable<Inbound['optOut']>;

const reported = { STOP: 'stop', START: 'start', HELP: 'help' } as const;

/**
 * What a message says about stopping and starting: as Twilio reports it in `OptOutType`, or by its default words when
 * the account reports nothing. `isOptedOut` is asked only where the answer matters.
 */
export async function optOutOf(
  text: string,
  type: keyof typeof reported | undefined,
  isOptedOut: () => Promise<boolean>,
): Promise<OptOut | undefined> {
  const word = text.trim().toUpperCase();
  if (word === startWordThatIsAnAnswer) return (await isOptedOut()) ? 'start' : undefined;
  if (type) return reported[type];
  if (stopWords.has(word)) return 'stop';
  return startWords.has(word) ? 'start' : undefined;
}
