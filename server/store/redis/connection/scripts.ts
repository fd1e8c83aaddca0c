import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../../content/project-root.js';

/** What runs inside Redis, each whole or not at all. */
export const scriptNames = [
  'bookings',
  'change-timers',
  'claim-outbox',
  'claim-timers',
  'clear-diary',
  'commit',
  'end-move',
  'forget',
  'give-up',
  'items',
  'journal',
  'next-outbox',
  'put-records',
  'put-slots',
  'ready-outbox',
  'recount-timers',
  'release-place',
  'remove-record',
  'report',
  'reseal',
  'rows',
  'settle-outbox',
  'settle-timer',
  'slots',
  'standings',
  'swap',
  'take-out',
  'timers-named',
  'timers-of',
  'wishes',
  'wishes-of',
] as const;
export type ScriptName = (typeof scriptNames)[number];

/** Redis knows a script by the SHA-1 of its text, until it starts anew. */
export interface Script {
  text: string;
  sha: string;
}

/** Reads the scripts; what they share stands before each. */
export function readScripts(): Record<ScriptName, Script> {
  const folder = join(projectRoot, 'server/store/redis/scripts');
  const shared = readdirSync(join(folder, 'common')).sort();
  const common = shared.map((file) => readFileSync(join(folder, 'common', file), 'utf8')).join('');
  const script = (name: ScriptName): Script => {
    const text = common + readFileSync(join(folder, `${name}.lua`), 'utf8');
    return { text, sha: createHash('sha1').update(text).digest('hex') };
  };
  return Object.fromEntries(scriptNames.map((name) => [name, script(name)])) as Record<ScriptName, Script>;
}
