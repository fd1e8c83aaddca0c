import type { Content } from '../../content/load.js';
import type { Mailing } from '../../dialogs/newsletter/mailing.js';
import type { PersonKeys } from '../desk/conversation/person-keys.js';
import type { Store } from '../store/store.js';
import { isLate } from './link.js';
import { Subscriptions } from './subscriptions.js';

/** What a turn of this conversation can learn of newsletters; it is looked up only when it is asked for. */
export function turnMailing(
  parts: { store: Store; content: Pick<Content, 'areas'>; personKeys: PersonKeys; clock: () => Date },
  conversation: { id: string; phone: string | null },
): Mailing {
  const { store, content, personKeys, clock } = parts;
  const subscriptions = new Subscriptions(store, personKeys);
  const areas = [...content.areas.values()].filter(({ afterwards }) => afterwards.newsletter !== null);
  return {
    async mine() {
      const found = areas.map(async ({ id: area }) => {
        const mine = await subscriptions.mine(area, conversation.id, conversation.phone);
        const open = mine.filter((each) => !isLate(each, clock()));
        return open.map(({ by, to, state }) => ({
          area,
          by: by === 'email' ? ('email' as const) : ('phone' as const),
          to,
          state,
        }));
      });
      return (await Promise.all(found)).flat();
    },
  };
}
