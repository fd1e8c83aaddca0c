import { expect } from 'chai';
import { readState } from '../../../bot/turn/conversation-state.js';
import { claim } from '../../../server/desk/acts/claim.js';
import { adviser, House, vale } from '../desk/house.js';
import { panel } from '../desk/panel.js';

const day = 24 * 60;
const told = [
  "i look after my mum in barry, she's 82 and i'm 55",
  'show me who can help',
  'pass it on',
  'yes',
  'Jan',
];
const byText = ['by phone', '07700 900456', 'yes', 'yes', 'yes', 'any time'];
const byEmail = ['by email', 'jan@example.org'];
const agrees = ['no thanks', 'yes'];

describe('Asking how it is, some weeks later', function () {
  this.timeout(60_000);
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  let messages = 0;
  const says = async (conversationId: string, ...texts: string[]): Promise<void> => {
    for (const text of texts) {
      messages += 1;
      const messageId = `said-${messages}`;
      await house.turns.accept({
        channel: 'web',
        area: vale,
        from: { conversationId },
        messageId,
        text,
        media: 0,
      });
    }
  };
  const visitor = async (...texts: string[]): Promise<string> => {
    const { conversationId } = await house.turns.open(vale, 'en');
    await says(conversationId, ...texts);
    return conversationId;
  };
  const stateOf = async (id: string): Promise<string | undefined> =>
    readState((await house.store.load(id))!.state).progress.checkIn?.state;
  const asked = async (id: string): Promise<string[]> =>
    (await house.store.outboxOf(id)).flatMap(({ payload }) =>
      (payload.kind === 'message' || payload.kind === 'email') &&
      /You said I could ask|you said that we could/.test(payload.text)
        ? [payload.text]
        : [],
    );

  it('texts somebody from the web once, though the process dies, and goes on with them by text', async () => {
    const id = await visitor(...told, ...byText, ...agrees);
    expect(await stateOf(id)).to.equal('waiting');
    const shown = await panel(house, id);
    expect(shown.checkIn).to.match(/^They agreed\. It leaves on .*4 Jan/);
    expect(shown.toCome).to.include('Monday 4 January, 10:00: asking how it is.');
    await house.pass(40 * day);
    expect(await asked(id)).to.deep.equal([]);
    await house.away(6 * day);
    await Promise.all([house.desk.timers.runDue(), house.desk.timers.runDue()]);
    await house.restart();
    await house.pass(60);
    expect(await asked(id)).to.have.length(1);
    expect(await house.store.load(id)).to.deep.include({ channel: 'sms', address: '+447700900456' });

    const answer = { channel: 'sms', area: vale, messageId: 'answer', text: 'harder', media: 0 } as const;
    const accepted = await house.turns.accept({ ...answer, from: { address: '+447700900456' } });
    expect(accepted.conversationId).to.equal(id);
    const replies = (await house.store.journal(id, accepted.seq, 20)).flatMap((each) =>
      each.kind === 'replied' ? [each.text] : [],
    );
    expect(replies.join(' ')).to.include("don't have to say it again").and.include('Vale Unpaid Carers Hub');
    expect(await stateOf(id)).to.equal('answered');
    await house.pass(90 * day);
    expect(await asked(id)).to.have.length(1);
  });

  it('writes an email to somebody who is reached by email, with a way back to the page', async () => {
    const id = await visitor(...told, ...byEmail, ...agrees);
    await house.pass(45 * day);
    const [email] = await asked(id);
    expect(email).to.include(`/chat/${vale}`);
    expect((await house.store.load(id))?.channel).to.equal('web');
  });

  it('is at ten in the morning of a working day there, whatever the clocks do', async () => {
    const id = await visitor(...told, ...byText, ...agrees);
    const timers = await house.store.timers.ofConversation(id);
    // Six weeks after 23 November 2026 is a Monday.
    expect(timers.find(({ kind }) => kind === 'check-in')?.dueAt).to.equal('2027-01-04T10:00:00.000Z');
  });

  it('waits while an adviser talks with them', async () => {
    const id = await visitor(...told, ...byText, ...agrees, 'can i talk to a person');
    await house.pass(42 * day - 2);
    const bethan = adviser('bethan');
    await house.desk.presences.seen(bethan, [vale]);
    expect((await claim(house.desk.acts, bethan, id)).done).to.equal(true);
    await house.pass(3);
    expect(await asked(id)).to.deep.equal([]);
    expect((await house.store.timers.ofConversation(id)).map(({ kind }) => kind)).to.include('check-in');
  });

  it('is offered to nobody whose way is not safe, and not twice', async () => {
    const unsafe = await visitor(
      ...told,
      'by phone',
      '07700 900456',
      'yes',
      'yes',
      'no',
      'any time',
      'no thanks',
    );
    expect(await stateOf(unsafe)).to.equal(undefined);
    const declined = await visitor(...told, ...byText, 'no thanks', 'no', 'hello again', 'no thanks', 'yes');
    expect(await stateOf(declined)).to.equal('declined');
    await house.pass(60 * day);
    expect([...(await asked(unsafe)), ...(await asked(declined))]).to.deep.equal([]);
  });

  it('is gone with the conversation, and by one word', async () => {
    const erased = await visitor(...told, ...byText, ...agrees, 'delete everything', 'yes');
    await house.desk.timers.runDue();
    expect(await house.store.timers.ofConversation(erased)).to.deep.equal([]);
    const quiet = await visitor(...told, ...byText, ...agrees, 'QUIET');
    expect(await stateOf(quiet)).to.equal('stopped');
    expect((await house.store.timers.ofConversation(quiet)).map(({ kind }) => kind)).not.to.include(
      'check-in',
    );
  });
});
