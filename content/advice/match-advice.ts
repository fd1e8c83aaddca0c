import type { Advice } from '../schema/advice.js';
import type { CareeAge, CarerKind, Condition, NationId, Topic } from '../schema/vocabulary.js';

/** What advice is chosen by. */
export interface AdviceFor {
  /** What the person wrote about, what matters most first. */
  topics: readonly Topic[];
  /** Null while the kind is not known. Someone who cares for an adult and a child has two kinds. */
  carers: readonly CarerKind[] | null;
  conditions: readonly Condition[];
  /** Of those who are looked after, as far as it is known. */
  theirAges: readonly CareeAge[];
  /** The reader's own age in whole years; null while it is not known. */
  yourYears: number | null;
  /** Null when they live where no nation is known. */
  nation: NationId | null;
  /** Id of the area that answers; null when another council does. */
  area: string | null;
}

/** Articles offered at a time: one that fits best, and at most two more. */
const most = 3;

function suits(article: Advice, { carers, nation, area, theirAges, yourYears }: AdviceFor): boolean {
  const { from = 0, to = Infinity } = article.yourYears ?? {};
  if (article.yourYears && (yourYears === null || yourYears < from || yourYears > to)) return false;
  if (article.theirAges && !article.theirAges.some((age) => theirAges.includes(age))) return false;
  if (article.areas && (area === null || !article.areas.includes(area))) return false;
  if (nation !== null && !article.nations.includes(nation)) return false;
  if (carers === null) return !article.carers.includes('young');
  return article.carers.some((kind) => carers.includes(kind));
}

/**
 * How well an article fits: what they wrote about counts for more the earlier it came, and more for an article that is
 * mainly about it; a condition of the person they look after counts like a later topic. An article for certain
 * conditions does not fit by its other topics alone. What is written for one kind of carer or one area comes before what
 * is written for all.
 */
function score(article: Advice, { topics, conditions, carers }: AdviceFor): number {
  const condition = article.conditions.some((each) => conditions.includes(each));
  const named = article.conditions.some((each) => topics.some((topic) => topic === each));
  if (article.conditions.length > 0 && !condition && !named) return 0;
  const byTopic = topics.reduce((sum, topic, place) => {
    const rank = article.topics.indexOf(topic);
    return rank < 0 ? sum : sum + (rank === 0 ? 6 : 3) + Math.max(0, 2 - place);
  }, 0);
  const own = carers !== null && article.carers.length === 1 ? 1 : 0;
  const fit = byTopic + (condition ? 3 : 0);
  const near = article.areas === undefined ? 0 : 1;
  return fit > 0 ? fit + own + near : 0;
}

/**
 * The one to three articles that fit best, best first; with nothing closer, those marked as a fallback for their kind.
 * The same facts always give the same articles in the same order. Every article is complete in both languages.
 */
export function matchAdvice(advice: readonly Advice[], facts: AdviceFor): Advice[] {
  const suitable = advice.filter((article) => suits(article, facts));
  const fitting = suitable
    .map((article) => ({ article, fit: score(article, facts) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || (a.article.id < b.article.id ? -1 : 1))
    .map(({ article }) => article);
  return (fitting.length > 0 ? fitting : suitable.filter((article) => article.fallback)).slice(0, most);
}
