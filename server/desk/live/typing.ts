import type { LiveUpdates } from '../../turns/live.js';
import type { DeskRoutes } from '../desk-routes.js';
import { needsForConversation } from '../visit.js';

/** Tells the person that the adviser who has their conversation is writing. It is kept nowhere. */
export function typingRoute(routes: DeskRoutes, live: Pick<LiveUpdates, 'signal'>): void {
  const need = needsForConversation('work-conversation');
  routes.act('/desk/conversations/:conversation/typing', need, (visit, _request, response) => {
    const { id, desk } = visit.conversation;
    if (desk?.holder?.adviser === visit.adviser.id) {
      live.signal(id, { kind: 'typing', who: 'adviser', shownAs: desk.holder.shownAs });
    }
    response.status(204).end();
  });
}
