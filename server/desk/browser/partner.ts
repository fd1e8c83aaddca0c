import { element, replace } from './dom.js';
import { listen } from './live.js';

const list = element('referrals', HTMLElement);

listen(list.dataset['stream'] ?? '', {
  list: ({ html }) => {
    replace(list, String(html));
  },
});
