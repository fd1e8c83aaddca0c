import { expect } from 'chai';
import { EventEmitter, once } from 'node:events';
import { openStream } from '../directline/raw-stream.js';
import { createDeployment, type Deployment } from './deployment.js';
import { openWire, requestBytes } from './exchange.js';
import { openWebConversation, phonePerson } from './people.js';
import { stopProgram, type Program } from './program.js';
import { drained } from './sent.js';

const number = '+447700900123';

describe('the program, told to stop', function () {
  this.timeout(120_000);
  let deployment: Deployment;
  let twilio: EventEmitter<{ taken: []; released: [] }>;
  let held: boolean;
  beforeEach(async () => {
    twilio = new EventEmitter();
    held = true;
    deployment = await createDeployment({
      onText: async () => {
        twilio.emit('taken');
        if (held) await once(twilio, 'released');
      },
    });
  });
  afterEach(async () => {
    release();
    await deployment.close();
  });

  function release(): void {
    held = false;
    twilio.emit('released');
  }

  /** Starts the program and has it send a text, to which Twilio does not answer. */
  async function sending(): Promise<{ program: Program; address: string }> {
    const program = deployment.start();
    const address = await program.address;
    const taken = once(twilio, 'taken');
    await phonePerson('sms', number, { address: () => program.address }).say('I look after my mum');
    await taken;
    return { program, address };
  }

  /** The texts that were to be sent, and those that Twilio has. */
  async function texts(): Promise<{ replied: string[]; arrived: (string | null)[]; states: string[] }> {
    const store = await deployment.openStore();
    try {
      const { id } = (await store.findByAddress('sms', number))!;
      const journal = await store.journal(id, 0, 100);
      return {
        replied: journal.flatMap((entry) => (entry.kind === 'replied' ? [entry.text] : [])),
        arrived: deployment.twilio.messages.map(({ body }) => body),
        states: (await store.outboxOf(id)).map(({ state, attempts }) => `${state} ${attempts}`),
      };
    } finally {
      await store.close();
    }
  }

  it('answers, settles and closes what is under way, takes nothing new, and exits with 0', async () => {
    const { program, address } = await sending();
    const { conversationId, token, streamUrl } = await openWebConversation(address);
    const stream = await openStream(streamUrl);

    const body = JSON.stringify({ type: 'message', text: 'and my dad' });
    const post = requestBytes(
      'POST',
      `/v3/directline/conversations/${conversationId}/activities`,
      { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    );
    const wire = await openWire(address);
    wire.write(post.subarray(0, -5));

    program.child.kill('SIGTERM');
    expect(await stream.closed).to.equal(1001);
    const refused = async (): Promise<boolean> =>
      fetch(`${address}/health/live`, { headers: { connection: 'close' } }).then(
        () => false,
        () => true,
      );
    while (!(await refused()));

    wire.write(Buffer.concat([post.subarray(-5), requestBytes('GET', '/health/ready')]));
    const [posted, ready] = [await wire.answer(), await wire.answer()];
    expect(posted).to.include({ status: 200 });
    expect(ready?.status).to.equal(503);
    expect(ready?.body).to.include('"ready":false,"reasons":["stopping"]');
    expect(program.child.exitCode).to.equal(null);
    release();
    expect(await program.ended).to.deep.equal({ code: 0, signal: null });

    const store = await deployment.openStore();
    const said = (await store.journal(conversationId, 0, 100)).filter(({ kind }) => kind === 'said');
    await store.close();
    expect(said).to.have.length(1);
    expect((await texts()).states[0]).to.equal('sent 1');
  });

  it('sends the rest when it is started again, and nothing twice', async () => {
    const { program } = await sending();
    program.child.kill('SIGTERM');
    release();
    expect(await program.ended).to.deep.equal({ code: 0, signal: null });
    const again = deployment.start();
    await drained(await again.address);
    expect(await stopProgram(again)).to.deep.equal({ code: 0, signal: null });
    const { replied, arrived, states } = await texts();
    expect(arrived).to.deep.equal(replied);
    expect(states).to.deep.equal(replied.map(() => 'sent 1'));
  });

  it('does not wait for a Twilio that never answers, and looks there first when it is started again', async () => {
    const { program } = await sending();
    expect(await stopProgram(program)).to.deep.equal({ code: 0, signal: null });
    release();
    const again = deployment.start();
    await drained(await again.address);
    await stopProgram(again);
    expect(deployment.twilio.lookUps).to.be.at.least(1);
    const { replied, arrived } = await texts();
    expect(arrived).to.deep.equal(replied);
  });

  it('is ready, and tells its measures, until then', async () => {
    const program = deployment.start();
    const address = await program.address;
    const read = async (path: string): Promise<[number, string]> => {
      const response = await fetch(address + path);
      return [response.status, await response.text()];
    };
    expect(await read('/health/live')).to.deep.equal([200, '{"live":true}']);
    const health = await read('/health/ready');
    expect(health[0]).to.equal(200);
    expect(health[1]).to.include('"ready":true,"reasons":[]');
    release();
    await phonePerson('whatsapp', number, { address: () => program.address }).say('I look after my mum');
    await drained(address);
    const [status, metrics] = await read('/metrics');
    expect(status).to.equal(200);
    expect(metrics).to.match(/^fingerpost_turn\w*_count\{.*whatsapp.*\} 1$/m);
    expect(metrics).to.match(/^fingerpost_outbox_parked 0$/m);
    expect(metrics).not.to.include('7700900123');
  });
});
