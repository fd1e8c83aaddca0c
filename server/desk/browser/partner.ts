import { byId, replace } from './dom.js';
import { listen } from './live.js';

const list = byId('referrals', HTMLElement);

listen(list.dataset['stream'] ?? '', {
  list: ({ html }) => {
    replace(list, String(html));
  },
});
