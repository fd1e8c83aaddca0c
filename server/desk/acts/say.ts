import { z } from 'zod';
import { toGsm7 } from '../../../bot/channels/gsm7.js';
import type { Channel } from '../../../bot/turn/channel.js';
import type { Adviser } from '../adviser.js';
import { toPhone } from '../floor/notices.js';
import { deskTimers, timerId } from '../floor/times.js';
import { whatsAppWindow } from '../conversation/window.js';
import type { Acts, Change, Found } from './acts.js';
import { actId, saidText } from './input.js';
import type { ActResult, Refusal } from './refusal.js';

export const sayInput = z.strictObject({ actId, text: saidText });

/** In characters: nothing an adviser writes is cut. Six texts' worth, and what Twilio takes for WhatsApp. */
const longest: Record<Channel, number> = { web: 4000, sms: 918, whatsapp: 1600, connector: 4000 };

/** Says something to the person: by the outbox to a phone, by the journal on the web. The same act id is said once. */
export function say(
  acts: Acts,
  adviser: Adviser,
  conversationId: string,
  input: z.output<typeof sayInput>,
): Promise<ActResult> {
  return acts.perform(adviser, conversationId, {
    right: 'work-conversation',
    name: 'said',
    holderOnly: true,
    actId: input.actId,
    decide: (found) => said(acts, found, input),
  });
}

async function said(
  acts: Acts,
  found: Found,
  { text, actId: id }: z.output<typeof sayInput>,
): Promise<Change | Refusal> {
  const { record, desk, by, listener } = found;
  const { store, ids, clock } = acts.parts;
  const { channel, address } = record;
  if (!desk.holder) return { why: 'not-held' };
  if (address !== null && (await store.isOptedOut(channel, address))) return { why: 'opted-out' };
  const window = whatsAppWindow(record, clock());
  if (window && !window.open) return { why: 'window-closed' };
  const shown = channel === 'sms' ? toGsm7(text) : text;
  const most = longest[channel];
  if (shown.length > most) return { why: 'too-long', most };
  return {
    journal: [{ kind: 'adviser-said', by, shownAs: desk.holder.shownAs, text: shown, actId: id }],
    outbox: toPhone(ids, listener, shown),
    desk: { ...desk, owedSince: null },
    timers: { set: [], clear: [timerId(deskTimers.owed, record.id)] },
  };
}
