import type { Logger } from 'pino';
import type { z } from 'zod';
import { isAway } from '../spool/away.js';
import type { Spool } from '../spool/spool.js';
import type { Store } from '../store/store.js';
import { InOrder } from '../turns/in-order.js';
import type { Inbound, Turns } from '../turns/turns.js';
import { twilioAddress } from './address.js';
import type { TwilioConfig } from './config.js';
import { inboundFormSchema, type InboundForm } from './inbound.js';
import { optOutOf } from './opt-out.js';

export interface PhoneMessagesParts {
  config: Pick<TwilioConfig, 'numbers' | 'defaultArea'>;
  turns: Turns;
  store: Pick<Store, 'isOptedOut'>;
  /** Where messages wait while the store is away; null refuses them, so that they are delivered again. */
  spool: Spool | null;
  /** Called when something has been put into the spool. */
  held: () => void;
  clock: () => Date;
  logger: Logger;
}

/** Makes a turn of each message from a phone, or holds it until there is a store to keep it in. */
export class PhoneMessages {
  // What one message needs to be looked up for must not let the next one pass it.
  readonly #asTheyCame = new InOrder();

  constructor(private readonly parts: PhoneMessagesParts) {}

  /**
   * Resolves once the message is kept for good.
   * @throws when it is not kept anywhere
   */
  async take(form: InboundForm): Promise<void> {
    const { spool, logger } = this.parts;
    const who = `${form.From.channel} ${form.From.number}`;
    await this.#asTheyCame.run(who, async () => {
      // What waits already goes first.
      if (spool?.holds(who)) return this.#hold(spool, who, form);
      try {
        const { duplicate } = await this.#run(form);
        if (duplicate) logger.info({ messageSid: form.MessageSid }, 'message was delivered again');
      } catch (error) {
        if (!spool || !isAway(error)) throw error;
        await this.#hold(spool, who, form);
      }
    });
  }

  /** Runs a message that was held. */
  async runHeld(body: string): Promise<void> {
    await this.#run(inboundFormSchema.parse(JSON.parse(body)));
  }

  async #run(form: InboundForm): Promise<{ duplicate: boolean }> {
    return this.parts.turns.accept(await inboundOf(form, this.parts));
  }

  async #hold(spool: Spool, who: string, form: InboundForm): Promise<void> {
    const { clock, held, logger } = this.parts;
    await spool.add({ id: form.MessageSid, who, body: JSON.stringify(formOf(form)) }, clock());
    held();
    logger.warn({ messageSid: form.MessageSid }, 'message is held until the store is back');
  }
}

/** What of the form is used, as it was posted: what it means is decided when it is run. */
function formOf({ From, To, NumMedia, OptOutType, ...form }: InboundForm): z.input<typeof inboundFormSchema> {
  return {
    ...form,
    From: twilioAddress(From),
    To: twilioAddress(To),
    NumMedia: String(NumMedia),
    ...(OptOutType && { OptOutType }),
  };
}

async function inboundOf(form: InboundForm, { config, store }: PhoneMessagesParts): Promise<Inbound> {
  const { channel, number } = form.From;
  const optOut = await optOutOf(form.Body, form.OptOutType, () => store.isOptedOut(channel, number));
  return {
    channel,
    area: config.numbers.get(form.To.number) ?? config.defaultArea,
    from: { address: number },
    messageId: form.MessageSid,
    text: form.Body,
    media: form.NumMedia,
    ...(optOut && { optOut }),
  };
}
