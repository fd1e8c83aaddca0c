import type { Content } from '../../content/load.js';
import type { Mailing } from '../../dialogs/newsletter/mailing.js';
import type { PersonKeys } from '../desk/conversation/person-keys.js';
import type { Store } from '../store/store.js';
import { Subscriptions } from './subscriptions.js';

/** What a turn of this conversation can learn of newsletters; it is looked up only when it is asked for. */
export function turnMailing(
  { store, content, personKeys }: { store: Store; content: Pick<Content, 'areas'>; personKeys: PersonKeys },
  conversation: { id: string; phone: string | null },
): Mailing {
  const subscriptions = new Subscriptions(store, personKeys);
  const areas = [...content.areas.values()].filter(({ afterwards }) => afterwards.newsletter !== null);
  return {
    async mine() {
      const found = areas.map(async ({ id: area }) => {
        const mine = await subscriptions.mine(area, conversation.id, conversation.phone);
        return mine.map(({ by, to, state }) => ({
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
