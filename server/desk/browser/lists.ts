import { alerts, type Arrival } from './alerts.js';
import { element, replace } from './dom.js';

/** Keeps the queue on the page as the stream tells it. */
export function liveLists(): (data: Record<string, unknown>) => void {
  const lists = element('lists', HTMLElement);
  const summary = element('summary', HTMLElement);
  const arrived = alerts(lists.dataset['arrived'] ?? '');
  return (data) => {
    replace(lists, String(data['lists']));
    replace(summary, String(data['summary']));
    arrived(data['waiting'] as Arrival[]);
  };
}
