import type { Language } from '../../content/language.js';
import { escaped, htmlPage } from './html.js';

/** The HTML of a short email: a title and paragraphs, in which whole web addresses are links. */
export function plainPage(title: string, paragraphs: readonly string[], language: Language): string {
  const body = paragraphs.map((paragraph) => `<p>${linked(escaped(paragraph))}</p>`).join('\n');
  return htmlPage(title, body, language);
}

function linked(html: string): string {
  return html.replace(/https?:\/\/[^\s<]+[^\s<.,]/g, (address) => `<a href="${address}">${address}</a>`);
}
