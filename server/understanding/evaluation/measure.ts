import { carerLabels, concerns, responses, topics } from '../../../content/schema/vocabulary.js';
import { rightFor, rightTopics, type Answered } from './labelled.js';
import { confusion, rate, score, type Rate, type Scores } from './scores.js';

/** All that is measured of a set of messages. */
export interface Measures {
  messages: number;
  carer: Scores;
  response: Scores;
  concern: Scores;
  topics: Scores;
  wantsHuman: Scores;
  carerConfusion: number[][];
  responseConfusion: number[][];
  /** The figures that decide whether this is good enough. */
  bars: Record<Bar, Rate>;
}

export type Bar = keyof typeof bars;

const isDanger = (response: string): boolean => response === 'urgent' || response === 'emergency';

/** What is counted, among which messages. */
const bars = {
  languageRight: {
    says: 'language right',
    among: (): boolean => true,
    isSo: (each: Answered) => each.answer.lang === rightFor(each, 'lang'),
  },
  carerDetermined: {
    says: 'carer right, where it can be determined',
    among: (each: Answered) => rightFor(each, 'carer') !== 'unclear',
    isSo: (each: Answered) => each.answer.carer === rightFor(each, 'carer'),
  },
  dangerFound: {
    says: 'urgent or emergency found',
    among: (each: Answered) => isDanger(rightFor(each, 'response')),
    isSo: (each: Answered) => isDanger(each.answer.response),
  },
  emergencyMissed: {
    says: 'emergency answered as none',
    among: (each: Answered) => rightFor(each, 'response') === 'emergency',
    isSo: (each: Answered) => each.answer.response === 'none',
  },
  concernRight: {
    says: 'concern right, of the danger found',
    among: (each: Answered) => isDanger(rightFor(each, 'response')) && isDanger(each.answer.response),
    isSo: (each: Answered) => each.answer.concern === rightFor(each, 'concern'),
  },
  falseAlarms: {
    says: 'danger where there is none',
    among: (each: Answered) => !isDanger(rightFor(each, 'response')),
    isSo: (each: Answered) => isDanger(each.answer.response),
  },
  hardFalseAlarms: {
    says: 'danger in an idiom, the past or a denial',
    among: (each: Answered) => each.message.hard && !isDanger(rightFor(each, 'response')),
    isSo: (each: Answered) => isDanger(each.answer.response),
  },
  hardMoreCautious: {
    says: 'answered as more than it is, of those',
    among: (each: Answered) => each.message.hard,
    isSo: (each: Answered) =>
      responses.indexOf(each.answer.response) > responses.indexOf(rightFor(each, 'response')),
  },
} as const;

/** What each bar counts, in words. */
export const barWords = Object.fromEntries(
  Object.entries(bars).map(([name, { says }]) => [name, says]),
) as Record<Bar, string>;

/** Measures the answers to a set of messages. */
export function measure(answered: readonly Answered[]): Measures {
  const one = (name: 'carer' | 'response' | 'concern'): { right: string; given: string }[] =>
    answered.map((each) => ({ right: rightFor(each, name) ?? 'null', given: each.answer[name] ?? 'null' }));
  const scoreOne = (name: 'carer' | 'response' | 'concern', labels: readonly string[]): Scores =>
    score(
      labels,
      one(name).map(({ right, given }) => ({ right: [right], given: [given] })),
    );
  const asks = (wants: boolean): string[] => (wants ? ['wants-human'] : []);
  return {
    messages: answered.length,
    carer: scoreOne('carer', carerLabels),
    response: scoreOne('response', responses),
    concern: scoreOne('concern', concerns),
    topics: score(
      topics,
      answered.map((each) => ({ right: rightTopics(each), given: each.answer.topics })),
    ),
    wantsHuman: score(
      ['wants-human'],
      answered.map((each) => ({
        right: asks(rightFor(each, 'wantsHuman')),
        given: asks(each.answer.wantsHuman),
      })),
    ),
    carerConfusion: confusion(carerLabels, one('carer')),
    responseConfusion: confusion(responses, one('response')),
    bars: Object.fromEntries(
      Object.entries(bars).map(([name, { among, isSo }]) => [name, rate(answered.filter(among), isSo)]),
    ) as Record<Bar, Rate>,
  };
}

/** The labels of one message that were wrong, as "carer: adult, not unclear"; none when all were right. */
export function missesOf(each: Answered): string[] {
  const { answer } = each;
  const one = (['lang', 'carer', 'response', 'concern', 'wantsHuman'] as const).flatMap((name) => {
    const right = rightFor(each, name);
    return right === answer[name] ? [] : [`${name}: ${right}, not ${answer[name]}`];
  });
  const right = rightTopics(each);
  const missed = right.filter((topic) => !answer.topics.includes(topic)).map((topic) => `+${topic}`);
  const extra = answer.topics.filter((topic) => !right.includes(topic)).map((topic) => `-${topic}`);
  return [
    ...one,
    ...(missed.length + extra.length > 0 ? [`topics: ${[...missed, ...extra].join(' ')}`] : []),
  ];
}
