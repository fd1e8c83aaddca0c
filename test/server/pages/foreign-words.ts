/** Words that no Welsh sentence has, and hardly any English one does without. Names of services may hold the others. */
const english =
  /(?<![\p{L}'])(?:you|your|please|this|that|these|what|which|have|has|cannot|will|would|are|was|were|from|there|who|how|not|their|they|sorry|back|waiting|send|choose|the)(?![\p{L}'])/giu;

/** What is read out or shown beside the text. */
const attributes = /\s(?:alt|title|placeholder|aria-label|content|data-(?!module|list)[a-z-]+)="([^"]*)"/g;

/** English words in what a page shows, each with the words around it; what is marked as English is left out. */
export function foreignWords(html: string): string[] {
  const body = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<(\w+)\b[^>]*\blang="en"[^>]*>[\s\S]*?<\/\1>/g, ' ');
  const beside = [...body.matchAll(attributes)].map(([, value = '']) => value);
  const text = [body.replace(/<[^>]*>/g, ' ¦ '), ...beside]
    .join(' ¦ ')
    .replace(/https?:\S+/g, ' ')
    .replace(/&#39;|&quot;/g, "'");
  const sentences = text.split('¦').map((each) => each.replace(/\s+/g, ' ').trim());
  return [...new Set(sentences.filter((each) => each.search(english) !== -1))];
}
