/** Codes, names of things in the program, routes and file places: no spaces, no @, no run of digits as long as a phone number. */
const plainWord = /^(?!.*\d{7})[\w.:/-]{1,160}$/;
/** Ids that we or a provider made. A phone number is digits alone, so it is not one. */
const identifier = /^(?!\+?\d+$)[\w-]{1,80}$/;

const identifierFields = new Set(['conversationId', 'outboxId', 'messageSid', 'providerId', 'requestId']);
/** All other fields that a log line may hold. What is not named here is left out, whatever it is. */
const plainFields = new Set([
  ...['level', 'time', 'pid', 'port', 'url', 'version', 'signal', 'step', 'store', 'file'],
  ...[
    'method',
    'route',
    'status',
    'durationMs',
    'channel',
    'area',
    'service',
    'outcome',
    'response',
    'concern',
    'rule',
  ],
  ...[
    'kind',
    'attempt',
    'attempts',
    'waitMs',
    'unknown',
    'reason',
    'reasons',
    'code',
    'error',
    'type',
    'count',
    'seq',
  ],
  ...['waiting', 'parked', 'oldestDueSeconds'],
]);

const removed = '[removed]';

function plain(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'string' && plainWord.test(value) ? value : removed;
}

/** Takes what looks like a phone number, an email address or a query string out of a sentence. */
function withoutContacts(sentence: string): string {
  return sentence
    .replace(/\S+@\S+/g, removed)
    .replace(/\?\S+=\S*/g, removed)
    .replace(/\+?\d[\d ()-]{5,}\d/g, removed);
}

/** An error as a log line may show it: what kind it is and where it arose. Its message may quote what a person wrote. */
export interface LoggedError {
  type: string;
  code?: unknown;
  status?: unknown;
  /** Places in the program, innermost first. */
  stack: string[];
  cause?: LoggedError;
}

const frame = /^ {4}at (?:[\w$.<>#[\] ]+ \()?(?:file:\/\/|node:|\/)[^\s()]+:\d+:\d+\)?$/;

/** Frames begin after the message, which may hold lines that look like some. */
function framesOf({ stack = '', message }: Error): string[] {
  const end = stack.indexOf(message) + message.length;
  const frames = stack
    .slice(end)
    .split('\n')
    .filter((line) => frame.test(line));
  return frames.slice(0, 12).map((line) => line.slice('    at '.length));
}

/** Reads an error for the log, with its causes, at most four deep. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  return {
    type: plainWord.test(error.name) ? error.name : 'Error',
    ...('code' in error && { code: plain(error.code) }),
    ...('status' in error && { status: plain(error.status) }),
    stack: framesOf(error),
    ...(error.cause !== undefined && depth < 3 && { cause: loggedError(error.cause, depth + 1) }),
  };
}

/** The part of a log line that may be written. `err` has been through `loggedError`. */
export function allowedFields(line: Record<string, unknown>): Record<string, unknown> {
  const allowed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(line)) {
    if (plainFields.has(name)) allowed[name] = plain(value);
    else if (identifierFields.has(name)) allowed[name] = identifier.test(String(value)) ? value : removed;
    else if (name === 'msg') allowed[name] = withoutContacts(String(value));
    else if (name === 'err') allowed[name] = value;
  }
  return allowed;
}
