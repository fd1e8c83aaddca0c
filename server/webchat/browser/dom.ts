/**
 * The first element of the page that a selector finds.
 * @throws Error when the page is not the one the script was written for
 */
export function bySelector<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`The page has no ${selector}`);
}

/** A copy of the one element in a template of the page. */
export function cloneOf(template: string): HTMLElement {
  const copy = bySelector(template, HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
  if (copy instanceof HTMLElement) return copy;
  throw new Error(`The template ${template} is empty`);
}
