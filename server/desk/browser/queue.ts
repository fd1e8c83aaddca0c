import { element } from './dom.js';
import { shortcuts } from './keys.js';
import { listen } from './live.js';
import { liveLists } from './lists.js';

shortcuts({});
listen(element('lists', HTMLElement).dataset['stream'] ?? '', { queue: liveLists() });
