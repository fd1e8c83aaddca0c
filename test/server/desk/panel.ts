import {
  shownConversation,
  type ShownConversation,
} from '../../../server/desk/conversation/shown-conversation.js';
import { adviser, type House } from './house.js';

/** The conversation as an adviser has it beside the transcript, in English. */
export async function panel(house: House, conversationId: string): Promise<ShownConversation> {
  const opened = await house.desk.conversations.open(adviser('ann'), conversationId, 'en');
  if (!opened) throw new Error('Nobody may read it.');
  const t = (key: string, values = {}) => house.content.words.text(key, 'en', values);
  return shownConversation(opened.view, { t, language: 'en', now: house.clock(), content: house.content });
}
