import { byId } from './dom.js';

/** What a key leads to. None of them sends or changes anything. */
type Shortcuts = Record<string, () => void>;

const onKey = 'desk-keys';

/** Shortcuts on single keys, unless they were switched off (somebody who speaks to their computer types by accident), while nobody is writing and no other key is held: those belong to the browser and to screen readers. */
export function shortcuts(more: Shortcuts): void {
  const help = byId('keys', HTMLDialogElement);
  const on = byId('keys-on', HTMLInputElement);
  on.checked = localStorage.getItem(onKey) !== 'off';
  on.addEventListener('change', () => {
    localStorage.setItem(onKey, on.checked ? 'on' : 'off');
  });
  const all: Shortcuts = {
    '?': () => {
      help.showModal();
    },
    j: () => {
      toCase(1);
    },
    k: () => {
      toCase(-1);
    },
    ...more,
  };
  document.addEventListener('keydown', (event) => {
    if (!on.checked) return;
    if (event.ctrlKey || event.altKey || event.metaKey || help.open || isWriting(event.target)) return;
    const act = all[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  for (const button of document.querySelectorAll<HTMLElement>('[data-keys]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      help.showModal();
    });
  }
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** Moves the focus to the next or previous conversation in the lists. */
function toCase(step: 1 | -1): void {
  const cases = [...document.querySelectorAll<HTMLAnchorElement>('.case__why')];
  const at = cases.findIndex((each) => each === document.activeElement);
  const next = at === -1 ? (step === 1 ? 0 : cases.length - 1) : at + step;
  cases[Math.min(Math.max(next, 0), cases.length - 1)]?.focus();
}
