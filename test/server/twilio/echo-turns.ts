import { randomUUID } from 'node:crypto';
import type { Store, TurnCommit } from '../../../server/store/store.js';
import type { Accepted, Inbound, Turns } from '../../../server/turns/turns.js';

/** Turns that say back what was said, committed to a real store as the real ones are. */
export class EchoTurns implements Turns {
  /** Every message handed over, in order. */
  readonly inbound: Inbound[] = [];
  /** Thrown instead of running the next turn. */
  failure: Error | null = null;
  /** Runs after each commit, before the turn is answered. */
  onCommit: () => void = () => undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: () => Date,
  ) {}

  open(): Promise<never> {
    return Promise.reject(new Error('These turns are for phones.'));
  }

  async accept(inbound: Inbound): Promise<Accepted> {
    this.inbound.push(inbound);
    if (this.failure) throw this.failure;
    for (;;) {
      const turn = await this.turn(inbound);
      const result = await this.store.commit(turn);
      if (result.outcome === 'duplicate') {
        return { conversationId: result.conversationId, seq: result.seq, duplicate: true };
      }
      if (result.outcome === 'committed') {
        this.onCommit();
        return { conversationId: turn.conversation.id, seq: result.firstSeq, duplicate: false };
      }
    }
  }

  private async turn({ area, channel, from, media, messageId, optOut, text }: Inbound): Promise<TurnCommit> {
    if (channel === 'web' || !('address' in from)) throw new Error('These turns are for phones.');
    const { address } = from;
    const earlier = await this.store.findByAddress(channel, address);
    const id = earlier?.id ?? randomUUID();
    const at = this.clock().toISOString();
    const reply = media > 0 ? `You sent ${media} pictures` : `You said ${text}`;
    const payload = { kind: 'message', channel, to: address, text: reply } as const;
    return {
      conversation: {
        id,
        area,
        channel,
        address,
        state: '{}',
        lastInboundAt: at,
      },
      expectedVersion: earlier?.version ?? 0,
      messageId,
      at,
      journal: [
        { kind: 'said', messageId, text, media },
        ...(optOut === 'stop' ? [{ kind: 'stopped' } as const] : []),
      ],
      outbox: optOut === 'stop' ? [] : [{ id: randomUUID(), lane: id, dueAt: at, payload }],
      referrals: [],
      attention: null,
      optOut: optOut === 'stop' ? true : optOut === 'start' ? false : null,
      erase: false,
    };
  }
}
