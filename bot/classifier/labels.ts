import { carerLabels, concerns, responses, topics } from '../../content/schema/vocabulary.js';

/** How a head's outputs share what they believe: one of them is right, or each is right or wrong by itself. */
type Kind = 'one-of' | 'each';

export interface Head {
  kind: Kind;
  names: readonly string[];
  /** Where its outputs begin among all outputs. */
  from: number;
}

function layOut<const Names extends Record<string, { kind: Kind; names: readonly string[] }>>(
  heads: Names,
): { [Name in keyof Names]: Head } {
  let from = 0;
  const placed = Object.entries(heads).map(([name, head]) => {
    const place = { ...head, from };
    from += head.names.length;
    return [name, place];
  });
  return Object.fromEntries(placed) as { [Name in keyof Names]: Head };
}

/** What the classifier has a belief about, and where in its outputs. */
export const heads = layOut({
  carer: { kind: 'one-of', names: carerLabels },
  response: { kind: 'one-of', names: responses },
  concern: { kind: 'one-of', names: [...concerns, 'no-concern'] },
  topics: { kind: 'each', names: topics },
  human: { kind: 'each', names: ['wants-human'] },
});

export type HeadName = keyof typeof heads;
export const headList: readonly Head[] = Object.values(heads);
/** How many outputs there are in all. */
export const outputs = headList.reduce((sum, { names }) => sum + names.length, 0);
/** What each output is called, in order. */
export const outputNames: readonly string[] = headList.flatMap(({ names }) => [...names]);
