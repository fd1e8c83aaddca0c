import type { TurnContext } from 'botbuilder';
import { matchAdvice } from '../../content/advice/match-advice.js';
import type { Content } from '../../content/load.js';
import type { Advice } from '../../content/schema/advice.js';
import type { Area } from '../../content/schema/area.js';
import type { Said } from '../../content/words.js';
import { route } from '../pathway/route.js';
import type { Scene } from '../scene.js';
import { ageGroupOf } from '../story/carer-kind.js';
import type { Story } from '../story/story.js';

/** A few at a time: nobody reads a wall of links. */
const atATime = 2;

/** The articles that fit a story, best first. */
export function adviceFor(story: Story, content: Content, area: Area, among: readonly Advice[]): Advice[] {
  const { kinds } = route(story, content, area);
  return matchAdvice(among, {
    topics: story.topics,
    carers: kinds.length > 0 ? kinds : null,
    conditions: [...new Set(story.people.flatMap((person) => person.conditions))],
    theirAges: story.people.map(ageGroupOf).filter((group) => group !== null),
    yourYears: story.carerAgeYears ?? null,
    nation: story.place?.nation ?? area.nation,
    area: story.place ? story.place.area : area.id,
  });
}

/** The articles that fit and have not been shown, best first, at most two. */
export function freshAdvice({ story, content, area, progress }: Scene): Advice[] {
  const unseen = content.advice.filter(({ id }) => !progress.adviceShown.includes(id));
  return adviceFor(story, content, area, unseen).slice(0, atATime);
}

/** Says the articles that fit, one a message: a card with a link, or a short text with a link. */
export async function giveAdvice(scene: Scene, context: TurnContext): Promise<void> {
  const articles = freshAdvice(scene);
  if (articles.length > 0) scene.speech.lead('advice.intro', { count: articles.length });
  for (const article of articles) {
    await scene.speech.sayThis(context, [adviceCard(scene, article)]);
    scene.progress.adviceShown.push(article.id);
  }
}

function adviceCard({ story, speech, link }: Scene, article: Advice): Said {
  const { title, card, sms } = article[story.language];
  const more = speech.text('advice.more', { link: link(`/advice/${article.id}?lang=${story.language}`) });
  return { text: `${speech.text('advice.item', { title, card })} ${more}`, short: `${sms} ${more}` };
}
