import { IntlMessageFormat } from 'intl-messageformat';
import { tooHard } from './reading-age.js';

type Part = ReturnType<IntlMessageFormat['getAst']>[number];

/** The type of a part that is said as it stands, as the parser of MessageFormat numbers it. */
const plainText = 0;

/** Stands where something is filled in; how long that is, nobody knows here. */
const filledIn = 'them';

function isChoice(part: Part): part is Extract<Part, { options: object }> {
  return 'options' in part;
}

/** A sentence as it may be said: where it has choices, the one of that number, and from the beginning again after the last. */
function variant(parts: readonly Part[], number: number): string {
  return parts
    .map((part) => {
      if (isChoice(part)) {
        const options = Object.values(part.options);
        return variant(options[number % options.length]?.value ?? [], number);
      }
      return 'value' in part && Number(part.type) === plainText ? part.value : filledIn;
    })
    .join('');
}

/** How many choices the part with the most of them has, inside others too; one when there is nothing to choose. */
function mostChoices(parts: readonly Part[]): number {
  return Math.max(
    1,
    ...parts.filter(isChoice).flatMap((part) => {
      const options = Object.values(part.options);
      return [options.length, ...options.map(({ value }) => mostChoices(value))];
    }),
  );
}

/** A sentence in MessageFormat in each of the forms in which people may read it. */
export function variantsOf(message: string): string[] {
  const parts = new IntlMessageFormat(message, 'en-GB', undefined, { ignoreTag: true }).getAst();
  return Array.from({ length: mostChoices(parts) }, (_, number) => variant(parts, number));
}

/**
 * What to write where an English sentence is too hard to read, in whichever of its forms.
 * @param messages in MessageFormat
 * @returns for each in its place; null when it is not too hard
 */
export function hardWords(messages: readonly string[]): (string | null)[] {
  const variants = messages.map(variantsOf);
  const hard = tooHard(variants.flat(), 'words');
  let from = 0;
  return variants.map(({ length }) => {
    const those = hard.slice(from, from + length);
    from += length;
    return those.find((each) => each !== null) ?? null;
  });
}
