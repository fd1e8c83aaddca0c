import { expect } from 'chai';
import { readState } from '../../../bot/turn/conversation-state.js';
import { claim } from '../../../server/desk/acts/claim.js';
import { adviser, House, vale } from './house.js';

const ann = adviser('ann');

describe('a message while an adviser has the floor', function () {
  this.timeout(60_000);
  let house: House;
  let id: string;
  beforeEach(async () => {
    house = await House.open();
    id = await house.text('I look after my mum in Barry, she has dementia');
    await claim(house.desk.acts, ann, id);
  });
  afterEach(() => house.close());

  it('is kept, and nothing answers it or takes it into the story', async () => {
    const before = await house.store.load(id);
    const texts = await house.texts(id);
    await house.text('my son is autistic too, what help is there?');
    expect(await house.texts(id)).to.deep.equal(texts);
    const after = await house.store.load(id);
    expect(after?.state).to.deep.equal(before?.state);
    expect(after?.desk?.owedSince).to.equal(house.clock().toISOString());
    expect((await house.journal(id)).at(-1)).to.include({ kind: 'said' });
  });

  it('is screened: danger raises the row and is told to the adviser in the person’s words', async () => {
    await house.text('I am going to kill myself tonight');
    const [row] = (await house.desk.queue.of(ann, vale))!.mine;
    expect(row?.level).to.equal('danger');
    expect(row?.reasons.at(-1)?.concern).to.equal('suicide');
    expect((await house.kinds(id)).slice(-2)).to.deep.equal(['said', 'screened']);
    await house.text('She is asleep. Honestly some nights I think about ending it all. Sorry.');
    const [raised] = (await house.desk.queue.of(ann, vale))!.mine;
    const { words, raisedBy } = raised!.reasons.at(-1)!;
    expect(words, 'their sentence').to.equal('Honestly some nights I think about ending it all.');
    expect(words).to.contain(raisedBy!);
    expect(raisedBy).not.to.equal(words);
  });

  it('asks before it deletes everything, and then does, whoever has the floor', async () => {
    await house.text('delete it');
    expect((await house.texts(id)).at(-1)).to.match(/^Shall I delete/);
    await house.text('no');
    expect((await house.store.load(id))?.desk).to.include({ status: 'held', deleting: false });
    await house.text('delete it');
    await house.text('yes');
    const record = await house.store.load(id);
    expect(record?.desk).to.equal(null);
    expect(readState(record!.state).story.people).to.deep.equal([]);
    expect(await house.kinds(id)).to.deep.equal(['said', 'erased', 'notice']);
    expect(await house.store.desk.rowOf(id)).to.equal(null);
    expect((await house.store.desk.audit({ area: vale }, 10)).map(({ act }) => act)).to.deep.equal([
      'claimed',
    ]);
  });

  it('is not answered after STOP, which works as ever', async () => {
    await house.turns.accept({
      channel: 'sms',
      area: vale,
      from: { address: '+447700900001' },
      messageId: 'stop-1',
      text: 'STOP',
      media: 0,
      optOut: 'stop',
    });
    expect(await house.store.isOptedOut('sms', '+447700900001')).to.equal(true);
    expect((await house.store.load(id))?.desk?.status).to.equal('held');
    expect((await house.desk.conversations.standing(ann, id, 'en'))?.optedOut).to.equal(true);
  });
});
