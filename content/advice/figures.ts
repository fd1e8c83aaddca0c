const number = /£?\d+(?:[.,]\d+)*/g;

/** An amount, an age, a count or a year. A telephone number is none of these. */
const figure = /^(£?(0|[1-9]\d{0,2})(,\d{3})*(\.\d{1,2})?|20\d\d)$/;

/** Numbers that are dialled, or begin one. */
const dialled = new Set(['999', '111', '101', '116', '112']);

/** The numbers in a text, as they stand there. */
export function numbersIn(text: string): string[] {
  return [...new Set(text.match(number) ?? [])];
}

/** Whether a number may stand in an article at all, given a source. */
export function isFigure(text: string): boolean {
  return figure.test(text) && !dialled.has(text);
}
