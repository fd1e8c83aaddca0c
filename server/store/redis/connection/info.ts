import { textOf } from './reply.js';
import type { Reply } from './reply.js';

/** What INFO answers, by name. */
export function infoOf(reply: Reply): ReadonlyMap<string, string> {
  const lines = (textOf(reply) ?? '').split('\r\n').filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
