/**
 * The element with an id, of the kind that is expected.
 * @throws Error when the page has none: page and script belong together
 */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}.`);
  return found;
}

/** The element with an id when the page has it. */
export function byIdIfAny<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind | null {
  const found = document.getElementById(id);
  return found instanceof kind ? found : null;
}

/** Puts new content in the place of old, and the focus back on what stands where it was. */
export function replace(into: HTMLElement, html: string): void {
  keepingFocus(into, () => {
    into.innerHTML = html;
  });
}

/** Makes a change within `root`, and puts the focus back on the same control when it was lost by it. */
export function keepingFocus(root: HTMLElement, change: () => void): void {
  const held = document.activeElement;
  const key = held && root.contains(held) ? focusKey(held) : null;
  change();
  if (key === null || document.activeElement === held) return;
  const again = [...root.querySelectorAll<HTMLElement>('a, button, input')].find(
    (each) => focusKey(each) === key,
  );
  again?.focus({ preventScroll: true });
}

/** The same for the same control of the same conversation, whatever list it has moved to. */
function focusKey(control: Element): string {
  const owner = control.closest<HTMLElement>('[data-case]')?.dataset['case'] ?? '';
  return `${owner} ${control.tagName} ${control.getAttribute('href') ?? ''}`;
}
