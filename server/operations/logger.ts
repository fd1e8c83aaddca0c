import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { allowedFields, loggedError } from './log-fields.js';

export interface LoggerOptions {
  level: string;
  /** Standard output unless told otherwise. */
  destination?: DestinationStream;
}

/** A log call as pino receives it, brought to its two parts; values for placeholders in the message are dropped. */
function parts(call: unknown[]): { fields: object; message: string } {
  const [first, second] = call;
  if (typeof first === 'string') return { fields: {}, message: first };
  const message = typeof second === 'string' ? second : '';
  if (first instanceof Error) return { fields: { err: first }, message };
  return { fields: typeof first === 'object' && first ? first : {}, message };
}

/**
 * A logger that writes JSON lines with the fields of `log-fields.ts` and no others: no message text, name, phone
 * number, email address, query string or error message, whatever it is given. Messages are literals in the code.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      serializers: { err: (error: unknown) => loggedError(error) },
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(call, method) {
          const { fields, message } = parts(call);
          method.apply(this, [fields, message]);
        },
        // The last gate before the line leaves: fields of child loggers pass it as well.
        streamWrite: (line) =>
          `${JSON.stringify(allowedFields(JSON.parse(line) as Record<string, unknown>))}\n`,
      },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
