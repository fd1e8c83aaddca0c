import type { Content } from '../../../content/load.js';
import { momentWords } from '../../../dialogs/person/waiting.js';
import { deskHours } from '../queue/hours.js';
import type { Listener, Sentence } from './notices.js';

/** What somebody is told who waits again: when nobody is there now, from when somebody is; and who answers until then. */
export function untilThen(content: Content, { area, at, voice }: Listener): Sentence[] {
  const now = new Date(at);
  const { open, opensAt } = deskHours(content, area.id, now);
  const meanwhile: Sentence = ['desk-carer.meanwhile'];
  if (open || opensAt === null) return [meanwhile];
  const opens = momentWords(new Date(opensAt), now, area.timeZone, voice.language);
  return [['person.closed', { opens }], meanwhile];
}
