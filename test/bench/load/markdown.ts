/** A table in Markdown: the first column are names, the others figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** A figure with so many digits after the point, with thousands marked; a dash where there is none. */
export function number(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The smallest and the greatest, to show how noisy it was. */
export function range(values: readonly number[], digits = 0): string {
  return `${number(Math.min(...values), digits)}–${number(Math.max(...values), digits)}`;
}

export const mebibytes = (bytes: number): string => number(bytes / 1024 / 1024);
export const kibibytes = (bytes: number): string => number(bytes / 1024, 1);
