import { byId, byIdIfAny, replace } from './dom.js';
import { shortcuts } from './keys.js';
import { listen } from './live.js';
import { liveLists } from './lists.js';
import { readyReplies } from './ready-replies.js';
import { Reply } from './reply.js';
import { LiveTranscript } from './transcript.js';

const page = byId('main-content', HTMLElement);
const transcript = new LiveTranscript();
const reply = new Reply();
readyReplies(reply);

/** Opens a tool and puts the focus in it. */
function openTool(tool: string, field: string): void {
  const details = byIdIfAny(tool, HTMLDetailsElement);
  if (details) details.open = true;
  document.getElementById(field)?.focus();
}

shortcuts({
  r: () => {
    reply.focus();
  },
  n: () => {
    openTool('note-tool', 'note');
  },
  e: () => {
    openTool('ready-tool', 'ready-find');
  },
  s: () => {
    byId('story-panel', HTMLElement).focus();
  },
  l: () => {
    transcript.focusNewest();
  },
});

let leaving = false;
document.addEventListener('submit', (event) => {
  if (!event.defaultPrevented) leaving = true;
});

const wasMine = document.getElementById('reply-form') !== null;

listen(`${page.dataset['stream'] ?? ''}?after=${page.dataset['seq'] ?? '0'}`, {
  queue: liveLists(),
  lines: ({ html }) => {
    transcript.add(String(html));
  },
  state: ({ mine, version, status, story, deliveries }) => {
    replace(byId('status', HTMLElement), String(status));
    replace(byId('story', HTMLElement), String(story));
    transcript.deliver(deliveries as { seq: number; words: string; failed: boolean }[]);
    for (const field of document.querySelectorAll<HTMLInputElement>('input[name="version"]')) {
      field.value = String(version);
    }
    // It changed hands. Words that are begun stay on the page, and are refused with the reason if they are sent. A form that
    // has just been sent leads on by itself.
    // Not a reload: a page that answered an act would do the act again.
    if (mine !== wasMine && !reply.isBegun && !leaving) location.replace(page.dataset['path'] ?? '');
  },
  typing: () => {
    transcript.typing();
  },
  seen: ({ seq }) => {
    transcript.seen(Number(seq));
  },
});
