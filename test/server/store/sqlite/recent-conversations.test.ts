import { expect } from 'chai';
import type { HeldConversation } from '../../../../server/store/sqlite/conversations.js';
import { RecentConversations } from '../../../../server/store/sqlite/recent-conversations.js';

describe('Recent conversations', () => {
  const conversation = (id: string, version = 1): HeldConversation => ({
    key: 1,
    secret: Buffer.alloc(32),
    id,
    version,
    area: 'vale-of-glamorgan',
    channel: 'web',
    address: null,
    state: '{}',
    desk: null,
    lastSeq: 0,
    lastInboundAt: null,
    createdAt: '2026-11-22T00:00:00.000Z',
    updatedAt: 0,
  });

  it('have a bound, beyond which the longest untouched goes', () => {
    const recent = new RecentConversations();
    for (let index = 0; index < 1000; index++) recent.set(conversation(`c${index}`));
    recent.set(conversation('c0', 2));
    recent.set(conversation('one more'));
    expect(recent.get('c0')?.version).to.equal(2);
    expect(recent.get('c1')).to.equal(undefined);
    expect(recent.get('c2')?.version).to.equal(1);
    expect(recent.get('one more')?.version).to.equal(1);
  });
});
