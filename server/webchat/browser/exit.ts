import { ExitThisPage } from '../vendor/exit-this-page.mjs';
import { forgetEverything } from './storage.js';

/** Leaves quickly, and leaves nothing behind that going back would show. */
class LeaveQuickly extends ExitThisPage {
  readonly #destination: string;
  /** Announced while the other page loads. */
  readonly #saying: string;

  constructor(root: HTMLElement, destination: string) {
    super(root);
    this.#destination = destination;
    this.#saying = root.getAttribute('data-i18n.activated') ?? '';
  }

  override exitPage(): void {
    forgetEverything();
    const blank = document.createElement('div');
    blank.className = 'govuk-exit-this-page-overlay';
    blank.setAttribute('role', 'alert');
    document.title = '';
    document.body.replaceChildren(blank);
    blank.textContent = this.#saying;
    // Keepalive lets the cookie end while the page is already gone.
    fetch('/exit', { method: 'POST', keepalive: true }).catch(() => undefined);
    if (window.parent === window) location.replace(this.#destination);
    else leaveWithHost(this.#destination);
  }
}

/** In a frame it is the page around us that must go. The widget does it; without the widget we ask the browser. */
function leaveWithHost(destination: string): void {
  window.parent.postMessage('fingerpost:exit', '*');
  setTimeout(() => window.top?.location.replace(destination), 200);
}

// What govuk-frontend's own template says in an inline script, which our pages do not allow.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
for (const root of document.querySelectorAll<HTMLElement>('[data-module="govuk-exit-this-page"]')) {
  const destination = root.dataset['leaveFor'];
  if (destination) new LeaveQuickly(root, destination);
}

// Some browsers keep a whole page for going back to, whatever we ask: what they kept of ours is blank, so ask again.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
