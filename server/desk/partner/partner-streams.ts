import type { Content } from '../../../content/load.js';
import { pageLanguage } from '../../pages/page-language.js';
import { partyChannel } from '../../referral/moves.js';
import type { Store } from '../../store/store.js';
import type { LiveUpdates } from '../../turns/live.js';
import type { DeskPages } from '../desk-pages.js';
import type { DeskRoutes } from '../desk-routes.js';
import { EventStream } from '../live/event-stream.js';
import { translator } from '../translate.js';
import { needsAtParty } from '../visit.js';
import { partnerPath } from './desks.js';
import { readPartnerList } from './partner-list.js';

export interface PartnerStreamsParts {
  pages: DeskPages;
  store: Pick<Store, 'referrals' | 'findReferral'>;
  content: Content;
  live: LiveUpdates;
}

/** The list of a partner's desk, live: the whole of it whenever something of it has changed. */
export class PartnerStreams {
  readonly #open = new Set<EventStream>();

  constructor(private readonly parts: PartnerStreamsParts) {}

  addTo(routes: DeskRoutes): void {
    const { pages, store, content, live } = this.parts;
    const path = `${partnerPath(':area', ':party')}/stream`;
    routes.data(path, needsAtParty('work-referral'), (visit, request, response) => {
      const { area, party } = visit;
      const language = pageLanguage(request);
      const reader = { content, t: translator(content.words, language), language };
      let before = '';
      const read = async () => {
        const referrals = await readPartnerList(store, area, party, reader);
        const html = pages.part(request, 'desk/partner/views/list.njk', { referrals });
        if (html === before) return [];
        before = html;
        return [{ event: 'list', data: { html } }];
      };
      const stream = new EventStream(response, {
        goesOn: visit.goesOn,
        onBeat: () => {
          // What another instance changed, and what has left, is seen here.
          stream.want(read);
          return Promise.resolve();
        },
        onEnd: () => {
          stop();
          this.#open.delete(stream);
        },
      });
      const stop = live.subscribeArea(partyChannel(party), () => {
        stream.want(read);
      });
      this.#open.add(stream);
      stream.want(read);
    });
  }

  /** Ends every stream; readers come back to wherever they are served then. */
  close(): void {
    for (const stream of [...this.#open]) stream.close();
  }
}
