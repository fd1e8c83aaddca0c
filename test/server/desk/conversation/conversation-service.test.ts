import { expect } from 'chai';
import type { Adviser } from '../../../../server/desk/adviser.js';
import { claim } from '../../../../server/desk/acts/claim.js';
import { adviser, elsewhere, House } from '../house.js';

const ann = adviser('ann');

describe('reading a conversation', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  it('gives all that came after a point, however much came while the connection was away', async () => {
    const id = await house.text('can I talk to a person');
    await claim(house.desk.acts, ann, id);
    const { version, lastSeq, ...record } = (await house.store.load(id))!;
    await house.store.commit({
      conversation: record,
      expectedVersion: version,
      messageId: null,
      at: house.clock().toISOString(),
      journal: Array.from({ length: 1200 }, (_, count) => ({ kind: 'notice', text: `line ${count}` })),
      outbox: [],
      referrals: [],
      attention: null,
      optOut: null,
      erase: false,
    });
    const news = await house.desk.conversations.news(ann, id, lastSeq);
    expect(news?.map(({ seq }) => seq)).to.deep.equal(
      Array.from({ length: 1200 }, (_, count) => lastSeq + 1 + count),
    );
    const open = await house.desk.conversations.open(ann, id, 'en');
    expect(open?.transcript).to.have.length(lastSeq + 1200);
  });

  it('lists what else the same person wrote, in the areas that the adviser may read and in no other', async () => {
    const address = '+447700900151';
    const id = await house.text('can I talk to a person', address);
    const { conversationId: other } = await house.turns.accept({
      ...{ channel: 'whatsapp', area: elsewhere, from: { address } },
      ...{ messageId: 'elsewhere', text: 'can I talk to a person', media: 0 },
    });
    const earlier = async (whose: Adviser): Promise<string[] | undefined> =>
      (await house.desk.conversations.open(whose, id, 'en'))?.view.earlier.map((each) => each.conversationId);
    const ofBoth = { ...ann, grants: [...ann.grants, { role: 'adviser' as const, area: elsewhere }] };
    expect(await earlier(ofBoth)).to.deep.equal([other]);
    expect(await earlier(ann)).to.deep.equal([]);
  });
});
