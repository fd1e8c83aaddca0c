/** Tells the page around the frame that the chat is here, and when Escape is pressed in it. */
export function tellHost(): void {
  // Nothing in these messages is about the person, so it does not matter which site receives them.
  window.parent.postMessage('fingerpost:ready', '*');
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') window.parent.postMessage('fingerpost:close', '*');
  });
}
