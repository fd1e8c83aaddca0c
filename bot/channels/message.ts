import type { Reply } from '../../dialogs/reply.js';

/** What a dialog says, before a channel renders it: a reply, and the short form that an editor wrote for texts. */
export interface ChannelMessage extends Reply {
  /** Used by SMS instead of `text`; null when the editor wrote none. */
  short: string | null;
}
