import { byId, replace } from './dom.js';
import { shortcuts } from './keys.js';
import { listen } from './live.js';

const overview = byId('overview', HTMLElement);

shortcuts({});
listen(overview.dataset['stream'] ?? '', {
  supervision: ({ html }) => {
    replace(overview, String(html));
  },
});
