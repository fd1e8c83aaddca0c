import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const count = z.coerce.number().int().min(1);

/** What `npm run bench:load -- --NAME VALUE` understands; the description is what `--help` prints. */
const options = z.object({
  rounds: count.max(100).default(5).describe('interleaved rounds of each comparison'),
  'warm-ups': count
    .max(100)
    .default(8)
    .describe('rounds before those, which do not count: the programs are still being compiled'),
  conversations: count.max(10_000).default(128).describe('conversations held in one round'),
  'at-once': count.max(1_000).default(48).describe('how many people write at the same time'),
  think: z.coerce
    .number()
    .min(0)
    .max(60_000)
    .default(10)
    .describe('the longest that somebody thinks in a round, ms'),
  open: count.max(50_000).default(8_000).describe('the most conversations open at once'),
  pause: count
    .max(600_000)
    .default(10_000)
    .describe('how long people with an open conversation think on average, ms'),
  stored: count
    .max(10_000_000)
    .default(100_000)
    .describe('the most stored conversations; the smallest store has 1,000'),
  'stored-on-redis': count
    .max(10_000_000)
    .optional()
    .describe('the same on Redis, which keeps them in memory'),
  only: z
    .enum(['throughput', 'open', 'growth'])
    .optional()
    .describe('one part alone: throughput, open or growth'),
});

export type LoadOptions = z.output<typeof options>;

/** Too few processors for two instances with a store and the people beside them. */
export const crowded = (): boolean => availableParallelism() < 4;

/**
 * Reads the command line.
 * @throws Error saying what can be written instead
 */
export function readOptions(args: readonly string[]): LoadOptions {
  const names = Object.keys(options.shape);
  try {
    const { values } = parseArgs({
      args: [...args],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    });
    return options.parse(values);
  } catch (error) {
    const lines = Object.entries(options.shape).map(
      ([name, { description }]) => `  --${name}: ${description}`,
    );
    throw new Error(`The options are:\n${lines.join('\n')}`, { cause: error });
  }
}
