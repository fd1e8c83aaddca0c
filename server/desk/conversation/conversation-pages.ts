import type { Request, Response } from 'express';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Content } from '../../../content/load.js';
import type { Ids } from '../../../dialogs/scene.js';
import { deskOutcomes } from '../../store/desk.js';
import type { Store } from '../../store/store.js';
import { PageError } from '../../pages/errors.js';
import { pageLanguage } from '../../pages/page-language.js';
import { assessmentOutcomes } from '../../store/referrals.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import type { DeskServices } from '../desk-services.js';
import { bookableTimes, type BookableTime } from '../acts/book-on-behalf.js';
import { diaryPath } from '../diary/diary-path.js';
import { readQueue } from '../queue/queue-pages.js';
import { directReceivers } from '../../referral/other-receivers.js';
import { readyReplies } from '../ready-replies/ready-replies.js';
import { deskTimeZone } from '../time-zone.js';
import { translator } from '../translate.js';
import { needsForConversation, type ConversationVisit } from '../visit.js';
import type { ConversationView } from './conversation-service.js';
import { shownConversation } from './shown-conversation.js';
import { shownTimes } from './shown-times.js';
import { shownTranscript } from './shown-transcript.js';

export interface ConversationPagesParts {
  pages: DeskPages;
  services: Pick<DeskServices, 'queue' | 'conversations' | 'presences'>;
  store: Store;
  content: Content;
  clock: () => Date;
  ids: Ids;
  /** Where a page of ours can be opened. */
  link: (path: string) => string;
}

const search = z.object({
  find: z.string().trim().max(200).catch(''),
  reply: z.string().max(100).optional().catch(undefined),
  /** The day from which free times are listed. */
  times: z.iso.date().nullable().catch(null),
});
const minuteMs = 60_000;

/** Shows a conversation, with what went wrong and what had been written when an act was refused. */
export type ShowConversation = (
  visit: ConversationVisit,
  request: Request,
  response: Response,
  problem: string | null,
  draft: string,
) => Promise<void>;

/** `/desk/conversations/:conversation`. Returns how it is shown, for the acts that are refused. */
export function conversationPages(routes: DeskRoutes, parts: ConversationPagesParts): ShowConversation {
  const { pages, services, content } = parts;

  const show: ShowConversation = async (visit, request, response, problem, draft) => {
    const language = pageLanguage(request);
    const id = visit.conversation.id;
    const open = await services.conversations.open(visit.adviser, id, language);
    if (!open) throw new PageError(404);
    const { view, transcript } = open;
    await services.presences.seen(visit.adviser, [view.area]);
    const t = translator(content.words, language);
    const { find, reply, times } = search.parse(request.query);
    const ready = repliesFor(parts, view, find);
    const reader = { t, language, now: parts.clock(), content };
    const shown = shownConversation(view, reader);
    pages.show(request, response, 'desk/conversation/views/conversation.njk', visit, {
      area: view.area,
      shown,
      lines: shownTranscript(transcript, reader),
      lastSeq: transcript.at(-1)?.seq ?? 0,
      queue: await readQueue(
        { ...parts, words: content.words, areas: content.areas },
        visit,
        view.area,
        language,
        id,
      ),
      problem,
      draft: draft === '' ? (ready.find((each) => each.id === reply)?.text ?? '') : draft,
      find,
      ready,
      outcomes: deskOutcomes,
      assessmentOutcomes,
      nowLocal: DateTime.fromJSDate(parts.clock(), { zone: deskTimeZone }).toFormat("yyyy-MM-dd'T'HH:mm"),
      bookable: shownTimes(await timesFor(parts, view), reader, view.consents, times),
      diaryPath: diaryPath(view.area),
      ...newActIds(parts.ids),
      ...(await targets(parts, visit, view, language)),
    });
  };

  const need = needsForConversation('read-conversation');
  routes.page('/desk/conversations/:conversation', need, (visit, request, response) =>
    show(visit, request, response, null, ''),
  );

  routes.data('/desk/conversations/:conversation/ready-replies', need, async (visit, request, response) => {
    const language = pageLanguage(request);
    const view = await services.conversations.standing(visit.adviser, visit.conversation.id, language);
    if (!view) throw new PageError(404);
    const ready = repliesFor(parts, view, search.parse(request.query).find);
    response.type('html').send(pages.part(request, 'desk/ready-replies/views/list.njk', { ready }));
  });
  return show;
}

/** Each form of a page has an id of its own, so that sent twice it is done once. */
function newActIds(ids: Ids): Record<string, string> {
  const names = ['actId', 'noteId', 'contactId', 'assessmentId', 'referId', 'bookId'];
  return Object.fromEntries(names.map((name) => [name, ids.unique()]));
}

/** What the adviser who holds the conversation can book for the person. */
async function timesFor(parts: ConversationPagesParts, view: ConversationView): Promise<BookableTime[]> {
  const area = parts.content.areas.get(view.area);
  return area && view.mine ? bookableTimes(parts, area, view.story) : [];
}

function repliesFor({ content, link }: ConversationPagesParts, view: ConversationView, find: string) {
  const area = content.areas.get(view.area);
  return area && view.mine ? readyReplies(content, { story: view.story, area, find, link }) : [];
}

/** To whom the conversation can be passed. */
async function targets(
  { store, content, clock }: ConversationPagesParts,
  { adviser }: ConversationVisit,
  { area }: ConversationView,
  language: 'en' | 'cy',
) {
  const here = content.areas.get(area);
  const goneMs = (here?.desk.goneMinutes ?? 0) * minuteMs;
  const advisers = await store.desk.presences(area, new Date(clock().getTime() - goneMs));
  return {
    colleagues: advisers
      .filter((each) => each.adviser !== adviser.id && each.availability === 'here')
      .map(({ adviser: id, name }) => ({ id, name })),
    receivers: (here ? directReceivers(here) : []).map((id) => ({
      id,
      name: content.services.get(id)?.name[language] ?? id,
    })),
    otherAreas: [...content.areas.values()]
      .filter(({ id, draft }) => id !== area && !draft)
      .map(({ id, name }) => ({ id, name: name[language] })),
  };
}
