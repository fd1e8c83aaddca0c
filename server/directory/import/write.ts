import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Change } from './plan.js';

const style = { lineWidth: 118, singleQuote: true } as const;

function indent(text: string, by: number): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}

/** Where the value of a contact field stands in the text, from and to; null when it is not there. */
function rangeOf(text: string, service: string, field: string): [number, number] | null {
  const list: unknown = parseDocument(text).contents;
  if (!isSeq(list)) return null;
  const entry = list.items.find((item) => isMap(item) && item.get('id') === service);
  const contact = isMap(entry) ? entry.get('contact', true) : undefined;
  const value = isMap(contact) ? contact.get(field, true) : undefined;
  return (isScalar(value) || isMap(value)) && value.range ? [value.range[0], value.range[1]] : null;
}

/**
 * The text of a services.yaml with the changes made in it. All else, comments included, stays as somebody wrote it.
 * Changes that are only for somebody to decide change nothing.
 */
export function withChanges(text: string, changes: readonly Change[]): string {
  let changed = text;
  for (const change of changes) {
    if (change.kind !== 'detail') continue;
    const range = rangeOf(changed, change.service, change.field);
    if (!range) continue;
    const [from, to] = range;
    const before = changed.slice(0, from).replace(/\s+$/, '');
    const after = changed.slice(to).replace(/^[ \t]*\n/, '');
    changed = `${before}\n${indent(stringify(change.detail, style), 6)}\n${after}`;
  }
  const added = changes.flatMap((change) =>
    change.kind === 'add' ? [stringify([change.service], style)] : [],
  );
  return added.length === 0 ? changed : `${changed.trimEnd()}\n\n${added.join('\n')}`;
}
