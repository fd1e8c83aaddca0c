import { expect } from 'chai';
import { deliveries } from '../../../../server/desk/conversation/delivery.js';
import type { OutboxItem } from '../../../../server/store/outbox.js';
import type { JournalEntry } from '../../../../server/turns/journal.js';

const address = '+447700900001';
const at = '2026-11-23T10:00:00.000Z';

const notice = (seq: number, text: string): JournalEntry => ({ kind: 'notice', text, seq, at });

function item(position: number, text: string, over: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: `item-${position}`,
    lane: 'c1',
    dueAt: at,
    payload: { kind: 'message', channel: 'sms', to: address, text },
    conversationId: 'c1',
    receiver: 'phone',
    position,
    state: 'sent',
    attempts: 1,
    firstAttemptAt: at,
    unknown: false,
    providerId: `SM${position}`,
    reason: null,
    delivery: null,
    ...over,
  };
}

describe('the delivery of what was said', () => {
  const states = (newest: JournalEntry[], items: OutboxItem[]) =>
    [...deliveries(newest, items, address)].map(([seq, { state }]) => [seq, state]).sort();

  it('is that of each time when the same words were sent again and again', () => {
    const items = [
      item(1, 'ok', { delivery: { status: 'delivered', errorCode: null, at } }),
      item(2, 'ok', { state: 'parked', reason: 'opted-out' }),
      item(3, 'ok', { state: 'waiting', attempts: 0 }),
    ];
    const all = [notice(2, 'ok'), notice(4, 'ok'), notice(6, 'ok')];
    expect(states(all, items)).to.deep.equal([
      [2, 'delivered'],
      [4, 'failed'],
      [6, 'waiting'],
    ]);
    expect(states(all.slice(1), items), 'the newest alone').to.deep.equal([
      [4, 'failed'],
      [6, 'waiting'],
    ]);
    expect(states(all.slice(2), items)).to.deep.equal([[6, 'waiting']]);
  });

  it('is none for what went to the duty list, or was never sent', () => {
    const duty = item(2, 'ok', {
      payload: { kind: 'message', channel: 'sms', to: '+447700900900', text: 'ok' },
      state: 'waiting',
    });
    const items = [item(1, 'ok'), duty];
    expect(states([notice(2, 'ok')], items)).to.deep.equal([[2, 'sent']]);
    expect(states([notice(2, 'never sent')], items)).to.deep.equal([]);
  });
});
