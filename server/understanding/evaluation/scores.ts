/** How often a label was given and how often it was right. */
export interface Score {
  label: string;
  /** Messages that should have it. */
  support: number;
  /** Of the messages that were given it, the part that should have it; null when none was given it. */
  precision: number | null;
  /** Of the messages that should have it, the part that was given it; null when none should. */
  recall: number | null;
  /** The harmonic mean of the two; null when no message has it, rightly or wrongly. */
  f1: number | null;
}

interface Count {
  right: number;
  given: number;
  support: number;
}

function scoreOf(label: string, { right, given, support }: Count): Score {
  return {
    label,
    support,
    precision: given === 0 ? null : right / given,
    recall: support === 0 ? null : right / support,
    f1: given + support === 0 ? null : (2 * right) / (given + support),
  };
}

/** Precision, recall and F1 of each label, of all decisions together (micro), and of the labels alike (macro). */
export interface Scores {
  labels: Score[];
  micro: Score;
  /** Mean F1 of the labels that some message should have. */
  macroF1: number | null;
}

/** @param pairs for each message, the labels it should have and those it was given */
export function score(
  labels: readonly string[],
  pairs: readonly { right: readonly string[]; given: readonly string[] }[],
): Scores {
  const total: Count = { right: 0, given: 0, support: 0 };
  const scores = labels.map((label) => {
    const count: Count = { right: 0, given: 0, support: 0 };
    for (const { right, given } of pairs) {
      const should = right.includes(label);
      const was = given.includes(label);
      count.support += Number(should);
      count.given += Number(was);
      count.right += Number(should && was);
    }
    total.support += count.support;
    total.given += count.given;
    total.right += count.right;
    return scoreOf(label, count);
  });
  const counted = scores.filter(({ support }) => support > 0).map(({ f1 }) => f1 ?? 0);
  return {
    labels: scores,
    micro: scoreOf('micro', total),
    macroF1: counted.length === 0 ? null : counted.reduce((sum, f1) => sum + f1, 0) / counted.length,
  };
}

/** A part of some number of messages; null of none. */
export interface Rate {
  of: number;
  count: number;
}

/** How many of `items` are so. */
export function rate<T>(items: readonly T[], isSo: (item: T) => boolean): Rate {
  return { of: items.length, count: items.filter(isSo).length };
}

/** For each label that was right, how often each label was given. */
export function confusion(
  labels: readonly string[],
  pairs: readonly { right: string; given: string }[],
): number[][] {
  return labels.map((right) =>
    labels.map((given) => pairs.filter((pair) => pair.right === right && pair.given === given).length),
  );
}
