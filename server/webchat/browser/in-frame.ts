import { bySelector } from './dom.js';

/** Tells the page around the frame that the chat is here, and when Escape is pressed in it. */
export function tellHost(): void {
  // Nothing in these messages is about the person, so it does not matter which site receives them.
  window.parent.postMessage('fingerpost:ready', '*');
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') window.parent.postMessage('fingerpost:close', '*');
  });
}

/** Offers to go on with the same conversation on a page of its own, once there is a conversation. */
export function offerOwnPage(key: string): void {
  const field = bySelector('#own-page input', HTMLInputElement);
  field.value = key;
  bySelector('#own-page-button', HTMLButtonElement).hidden = false;
}
