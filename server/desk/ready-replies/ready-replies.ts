import type { Content } from '../../../content/load.js';
import type { Area } from '../../../content/schema/area.js';
import type { Advice } from '../../../content/schema/advice.js';
import { adviceFor } from '../../../dialogs/advice/give-advice.js';
import { folded } from '../../../dialogs/ask/choose.js';
import { carerKinds } from '../../../dialogs/story/carer-kind.js';
import type { Story } from '../../../dialogs/story/story.js';

/** A reply that an adviser can start from, in the person's language. */
export interface ReadyReply {
  id: string;
  title: string;
  text: string;
}

/** Whom the reply is for, and what is looked for. */
export interface ReplySearch {
  story: Story;
  area: Area;
  /** Words that the title or text must hold, in any order; empty for whatever fits the story best. */
  find: string;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
}

/** As many as can be looked over at a glance. */
const most = 8;

/** Advice of the content as replies, the best first. */
export function readyReplies(content: Content, search: ReplySearch): ReadyReply[] {
  const { advice } = content;
  const { story, area, link } = search;
  const { language } = story;
  const wanted = folded(search.find).split(' ').filter(Boolean);
  const articles =
    wanted.length === 0
      ? adviceFor(story, content, area, advice)
      : advice.filter((each) => isFor(each, search));
  return articles
    .map((article) => {
      const { title, card } = article[language];
      return { id: article.id, title, text: `${card} ${link(`/advice/${article.id}?lang=${language}`)}` };
    })
    .filter(({ title, text }) => wanted.every((word) => folded(`${title} ${text}`).includes(word)))
    .slice(0, most);
}

/** A child is offered what was written for children, and nobody else is. */
function isFor({ carers, nations, areas }: Advice, { story, area }: ReplySearch): boolean {
  const young = carerKinds(story).includes('young');
  const here = nations.includes(area.nation) && (areas === undefined || areas.includes(area.id));
  return here && carers.includes('young') === young;
}
