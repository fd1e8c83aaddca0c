import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channels, type Channel } from '../../bot/turn/channel.js';
import { projectRoot } from '../../content/project-root.js';
import { play, type Played, type Shown } from './play.js';
import { readScript, type Script } from './script.js';

// Prints golden conversations, to be read through as the person in them:
// `node dist/test/golden/print.js sms young` prints those with "young" in their file name, as they go by SMS.
const folder = join(projectRoot, 'test/golden/conversations');
const [channel = 'web', ...parts] = process.argv.slice(2);
const on = channels.find((each) => each === channel);
if (!on) throw new Error(`Name a channel first: ${channels.join(', ')}.`);
for (const file of readdirSync(folder).sort()) {
  if (parts.length > 0 && !parts.some((part) => file.includes(part))) continue;
  const script = readScript(file, readFileSync(join(folder, file), 'utf8'));
  process.stdout.write(transcript(script, await play(script, on), on));
}

function transcript(script: Script, played: Played, by: Channel): string {
  const lines = [`\n# ${script.title} (${by}, ${script.file})`, ...played.opening.map(line)];
  script.steps.forEach(({ says, media, happening }, index) => {
    lines.push(
      happening ? `[${happening}: ${says}]` : `> ${says}${media > 0 ? ' [picture]' : ''}`,
      ...(played.replies[index] ?? []).map(line),
    );
  });
  const referrals = played.referrals.map(
    ({ service, onward, kind }) => `${kind} ${service}${onward === null ? '' : ` onward ${onward}`}`,
  );
  const reasons = played.attention?.reasons.map(({ words }) => `"${words}"`) ?? [];
  lines.push(
    `= referrals: ${referrals.join('; ') || 'none'}`,
    `= attention: ${played.attention?.level ?? 'none'} ${reasons.join(', ')}`,
  );
  return `${lines.join('\n')}\n`;
}

function line({ text, choices, asks, discreet, by }: Shown): string {
  const labels = choices.map(({ label }) => `[${label}]`).join(' ');
  const notes = [
    by === 'bot' ? '' : by,
    asks === null ? '' : `asks ${asks}`,
    discreet ? 'discreet' : '',
  ].filter((note) => note !== '');
  return `    ${text.replaceAll('\n', '\n    ')} ${labels} ${notes.length > 0 ? `(${notes.join(', ')})` : ''}`.trimEnd();
}
