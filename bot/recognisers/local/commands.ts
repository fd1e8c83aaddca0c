import type { Lexicon } from '../../../content/schema/understanding.js';
import type { Command } from '../../../dialogs/understanding.js';
import type { FactName } from '../../../dialogs/story/story.js';
import { PhraseBook } from './words/phrase-book.js';
import type { PhraseCompiler } from './words/phrases.js';
import type { Token } from './words/tokens.js';

/** In words: an order or an answer is short, politeness and all. */
const longestOrder = 16;

type Padding = 'padding';
/** What a sentence comes to as a whole. */
export type Sentence = 'yes' | 'no' | 'unsure' | 'skip' | 'why' | 'greeting' | 'angry' | 'empty';

/** The sentences of a message: itself when it is only one. */
function splitSentences(tokens: readonly Token[]): (readonly Token[])[] {
  if (!tokens.some(({ before }, at) => before === 'sentence' && at > 0))
    return tokens.length > 0 ? [tokens] : [];
  return splitAt(tokens, ({ before }) => before === 'sentence');
}

/** The tokens in pieces, each but the first begun by one that `begins`. */
function splitAt(tokens: readonly Token[], begins: (token: Token) => boolean): Token[][] {
  const pieces: Token[][] = [];
  for (const token of tokens) {
    if (begins(token) || pieces.length === 0) pieces.push([token]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}

/** Where a name is asked for, one word is more likely to be it than an order. */
const bareIsAName: readonly Command[] = [
  'menu',
  'privacy',
  'language-en',
  'language-cy',
  'delete',
  'enough',
  'restart',
];

/** Questions whose answer may begin with yes or no and go on. */
const yesNoQuestions: readonly FactName[] = [
  'playback',
  'consent',
  'safeToCall',
  'safeToText',
  'safeToLeaveMessage',
  'safeNow',
  'showNumbers',
  'sure',
  'knowsAndAgrees',
  'carryOn',
  'anythingElse',
];

/** Makes the reader of commands and of whole sentences that mean one thing. */
export function createCommandReader(
  lexicon: Pick<Lexicon, 'commands' | 'answers' | 'tone'>,
  compiler: PhraseCompiler,
): {
  /** What the tokens come to as a whole, politeness aside. */
  sentence(tokens: readonly Token[]): Sentence | null;
  command(tokens: readonly Token[], asked: FactName | null): Command | null;
  /** Yes or no: the whole message, or how an answer to a yes-or-no question begins. */
  answer(tokens: readonly Token[], asked: FactName | null): 'yes' | 'no' | null;
  /** Whether a person is asked for anywhere in the message, and not in words of being called. */
  wantsToTalk(tokens: readonly Token[]): boolean;
  words(): Iterable<string>;
} {
  const { commands, answers, tone } = lexicon;
  const { memory } = compiler.openings;
  const orders = new PhraseBook<Command>(compiler);
  for (const [command, phrases] of Object.entries(commands.commands)) orders.add(command as Command, phrases);
  const padding = new PhraseBook<Padding>(compiler).add('padding', commands.padding);
  const calling = new PhraseBook<'calling'>(compiler).add('calling', commands.calling);
  const begins = new PhraseBook<'yes' | 'no' | 'refused'>(compiler)
    .add('yes', answers.yesBegins)
    .add('no', answers.noBegins)
    .add('refused', answers.refusals);
  const crossWords = new PhraseBook<'angry'>(compiler).add('angry', tone.angry);
  const wholes = new PhraseBook<Sentence>(compiler)
    .add('greeting', tone.greeting)
    .add('unsure', answers.unsure)
    .add('skip', answers.skip)
    .add('why', answers.why)
    .add('yes', answers.yes)
    .add('no', answers.no)
    .add('angry', tone.angry);

  /** Every way to take the politeness off: "can you help" may be a question, or padding around nothing. */
  const strip = memory.once((tokens: readonly Token[]) => {
    const hits = padding.find(tokens);
    const starts = [0];
    for (const at of starts) {
      for (const hit of hits) if (hit.from === at && !starts.includes(hit.to)) starts.push(hit.to);
    }
    const ends = [tokens.length];
    for (const at of ends) {
      for (const hit of hits) if (hit.to === at && !ends.includes(hit.from)) ends.push(hit.from);
    }
    return starts.flatMap((from) => ends.filter((to) => to > from).map((to) => tokens.slice(from, to)));
  });
  const sentencesOf = memory.once(splitSentences);
  const wholeOf = <Label extends string>(book: PhraseBook<Label>, tokens: readonly Token[]): Label | null => {
    for (const core of strip(tokens)) {
      const label = book.whole(core);
      if (label !== null) return label;
    }
    return null;
  };

  const sentence = memory.once((tokens: readonly Token[]): Sentence | null => {
    if (tokens.length > longestOrder) return null;
    const exact = wholes.whole(tokens) ?? wholeOf(wholes, tokens);
    if (exact !== null) return exact;
    const onlyPadding = strip(tokens).some((core) => padding.whole(core) !== null);
    return onlyPadding ? 'empty' : null;
  });

  const command = (tokens: readonly Token[], asked: FactName | null): Command | null => {
    if (tokens.length === 0 || tokens.length > 3 * longestOrder) return null;
    const parts = sentencesOf(tokens);
    const found = new Set<Command>();
    for (const part of [tokens, ...parts]) {
      const order = part.length <= longestOrder ? wholeOf(orders, part) : null;
      const only = part === tokens || parts.length === 1;
      if (order !== null && only)
        return asked === 'contactName' && tokens.length === 1 && bareIsAName.includes(order) ? null : order;
      if (order !== null) found.add(order);
      else if (part !== tokens && sentence(part) === null && crossWords.find(part).length === 0) return null;
    }
    return found.size === 1 ? ([...found][0] ?? null) : isWithdrawn(tokens) ? 'withdraw' : null;
  };

  /** Clauses that say nothing but that it is not to be passed on: "I've changed my mind, please don't send it". */
  const isWithdrawn = (tokens: readonly Token[]): boolean => {
    const clauses = splitAt(tokens, ({ before }) => before !== 'none').map(
      (clause) => wholeOf(orders, clause) ?? sentence(clause),
    );
    return (
      clauses.includes('withdraw') &&
      clauses.every((each) => each === 'withdraw' || each === 'no' || each === 'empty')
    );
  };

  const answer = (tokens: readonly Token[], asked: FactName | null): 'yes' | 'no' | null => {
    const asAnswer = (label: Sentence | null): 'yes' | 'no' | null =>
      label === 'yes' || label === 'no' ? label : null;
    const all = asAnswer(sentence(tokens));
    if (all !== null || tokens.length === 0) return all;
    const said = sentencesOf(tokens).map(sentence);
    const only = said.every((each) => each !== null)
      ? said.find((each) => asAnswer(each) !== null)
      : undefined;
    if (only) return asAnswer(only);
    if (asked === null || !yesNoQuestions.includes(asked)) return null;
    const pause = tokens.findIndex((token, at) => at > 0 && token.before !== 'none');
    const opening = pause > 0 ? asAnswer(sentence(tokens.slice(0, pause))) : null;
    if (opening) return opening;
    // The longest first: "absolutely not" is no yes.
    const openings = begins.find(tokens).filter(({ from }) => from === 0);
    const labels = openings.toSorted((one, other) => other.to - one.to).map(({ label }) => label);
    if (labels.includes('refused')) return asked === 'safeNow' ? null : 'no';
    return labels.find((label) => label !== 'refused') ?? null;
  };

  const wantsToTalk = (tokens: readonly Token[]): boolean => {
    const calls = calling.find(tokens);
    return orders.find(tokens).some(
      ({ label, from, to }) =>
        label === 'person' &&
        // One word, such as "person" or "adviser", is as often part of the story.
        to - from > 1 &&
        !calls.some((call) => call.from < to && from < call.to),
    );
  };

  return {
    sentence,
    command,
    answer,
    wantsToTalk,
    words: function* () {
      yield* orders.words();
      yield* wholes.words();
      yield* padding.words();
    },
  };
}
