import { byId } from './dom.js';
import { shortcuts } from './keys.js';
import { listen } from './live.js';
import { liveLists } from './lists.js';

shortcuts({});
listen(byId('lists', HTMLElement).dataset['stream'] ?? '', { queue: liveLists() });
