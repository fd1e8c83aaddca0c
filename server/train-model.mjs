// Trains the model that helps to understand messages, when what it is made from has changed. Uses Node's own modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, StartFailure } from './install.mjs';

/** All that decides what the model becomes: the phrases, the words and rules that are clues to it, and the code. */
const madeFrom = [
  'content/understanding',
  'content/safety',
  'dist/content',
  'dist/bot/classifier',
  'dist/bot/recognisers/local',
  'dist/bot/screening',
  'dist/bot/understanding',
];
const model = join(root, 'dist/understanding.model');
const stamp = join(root, 'dist/.trained');
/** What else is made from them, and kept under a hash of the content alone: training makes it anew. */
const compiled = ['checked-lexicon', 'checked-safety', 'compiled-lexicon', 'compiled-safety'];

function fingerprint() {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  for (const folder of madeFrom) {
    for (const name of readdirSync(join(root, folder), { recursive: true }).sort()) {
      if (!/\.(yaml|js)$/.test(name)) continue;
      hash.update(name).update(readFileSync(join(root, folder, name)));
    }
  }
  return hash.digest('hex');
}

/**
 * Trains the model, unless it was trained from the very same phrases, rules and code.
 * @throws StartFailure saying which phrase or file is wrong
 */
export function trainModel() {
  const made = fingerprint();
  if (existsSync(model) && existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
  rmSync(stamp, { force: true });
  for (const folder of compiled) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  const program = join(root, 'dist/server/understanding/train.js');
  const result = spawnSync(process.execPath, [program], { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) throw new StartFailure(`Training failed.\n${result.stdout}${result.stderr}`);
  writeFileSync(stamp, made);
}
