import { expect } from 'chai';
import twilio from 'twilio';
import type { Channel, PhoneChannel } from '../../../bot/turn/channel.js';
import type { Store } from '../../../server/store/store.js';
import type { JournalEntry } from '../../../server/turns/journal.js';
import { twilioAddress } from '../../../server/twilio/address.js';
import { messagesPath } from '../../../server/twilio/paths.js';
import { authToken, inboundForm } from '../twilio/stand-in.js';
import { createDeployment, ourNumber, publicUrl, type Deployment } from './deployment.js';
import { openWire, requestBytes } from './exchange.js';
import { openWebConversation, phonePerson } from './people.js';
import { stopProgram, type Program } from './program.js';
import { drained } from './sent.js';

/** YES means something to Twilio, so it is looked into before it becomes a message. */
const quick = ['yes', 'I look after my mum', 'she has dementia', 'yes', 'barry', 'not sleeping'];

describe('messages that come faster than they are answered', function () {
  this.timeout(120_000);
  const numbers = { sms: '+447700900201', whatsapp: '+447700900202' } as const;
  const tenTimes = '+447700900203';
  let deployment: Deployment;
  let program: Program;
  let address: string;
  let store: Store;
  let statuses: Record<'web' | PhoneChannel, number[]>;
  let webId: string;
  before(async () => {
    deployment = await createDeployment();
    program = deployment.start();
    address = await program.address;
    const web = await onWeb();
    webId = web.id;
    statuses = {
      web: web.statuses,
      sms: await postAll(quick.map((said) => text('sms', numbers.sms, said))),
      whatsapp: await postAll(quick.map((said) => text('whatsapp', numbers.whatsapp, said))),
    };
    const person = phonePerson('sms', tenTimes, { address: () => program.address, copies: () => 10 });
    await person.say('hello');
    await drained(address);
    expect(await stopProgram(program)).to.deep.equal({ code: 0, signal: null });
    store = await deployment.openStore();
  });
  after(async () => {
    await store.close();
    await deployment.close();
  });

  /** Writes all requests on one connection without waiting for an answer, so that they come in this order. */
  async function postAll(requests: Buffer[]): Promise<number[]> {
    const wire = await openWire(address);
    wire.write(Buffer.concat(requests));
    const answers = await wire.statuses(requests.length);
    wire.end();
    return answers;
  }

  function text(channel: PhoneChannel, number: string, Body: string): Buffer {
    const form = inboundForm({
      Body,
      From: twilioAddress({ channel, number }),
      To: twilioAddress({ channel, number: ourNumber }),
    });
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, publicUrl + messagesPath, form),
    };
    return requestBytes('POST', messagesPath, headers, new URLSearchParams(form).toString());
  }

  async function onWeb(): Promise<{ id: string; statuses: number[] }> {
    const { token, conversationId: id } = await openWebConversation(address);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const requests = quick.map((said) =>
      requestBytes(
        'POST',
        `/v3/directline/conversations/${id}/activities`,
        headers,
        JSON.stringify({ type: 'message', text: said }),
      ),
    );
    return { id, statuses: await postAll(requests) };
  }

  /** What was said, each with the number of replies that came before the next. */
  function answered(journal: JournalEntry[]): { text: string; replies: number }[] {
    const said: { text: string; replies: number }[] = [];
    for (const entry of journal) {
      const last = said.at(-1);
      if (entry.kind === 'said') said.push({ text: entry.text, replies: 0 });
      else if (entry.kind === 'replied' && last) last.replies += 1;
    }
    return said;
  }

  async function journalOf(channel: Channel, number: string | null): Promise<JournalEntry[]> {
    const record = number === null ? await store.load(webId) : await store.findByAddress(channel, number);
    return store.journal(record!.id, 0, 1000);
  }

  const arrived = (channel: 'sms' | 'whatsapp', number: string): (string | null)[] =>
    deployment.twilio.messages
      .filter(({ to }) => to === twilioAddress({ channel, number }))
      .map(({ body }) => body);

  for (const channel of ['web', 'sms', 'whatsapp'] as const) {
    it(`are each answered, in the order in which they came, by ${channel}`, async () => {
      expect(statuses[channel]).to.deep.equal(quick.map(() => 200));
      const number = channel === 'web' ? null : numbers[channel];
      const journal = await journalOf(channel, number);
      const said = answered(journal);
      expect(said.map((each) => each.text)).to.deep.equal(quick);
      for (const each of said) expect(each.replies, each.text).to.be.above(0);
      if (channel === 'web' || number === null) return;
      const replies = journal.flatMap((entry) => (entry.kind === 'replied' ? [entry.text] : []));
      expect(arrived(channel, number)).to.deep.equal(replies);
    });
  }

  it('run once when the same one is posted ten times at the same moment', async () => {
    const journal = await journalOf('sms', tenTimes);
    expect(answered(journal).map((each) => each.text)).to.deep.equal(['hello']);
    const replies = journal.filter(({ kind }) => kind === 'replied');
    expect(arrived('sms', tenTimes)).to.have.length(replies.length);
  });
});
