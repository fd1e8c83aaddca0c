import { phoneOf } from '../../../bot/turn/channel.js';
import type { Contact, Story } from '../../../dialogs/story/story.js';
import type { ConversationRecord } from '../../store/store.js';

/**
 * How a service can reach the person: as they said, and at the number that they write from where they gave none. Null when
 * there is no way.
 */
export function reachOf(
  { channel, address }: Pick<ConversationRecord, 'channel' | 'address'>,
  { contact }: Pick<Story, 'contact'>,
): Contact | null {
  const phone = phoneOf(channel, address);
  const reach = phone === null ? contact : { phone, ...contact };
  return reach.phone === undefined && reach.email === undefined ? null : reach;
}
