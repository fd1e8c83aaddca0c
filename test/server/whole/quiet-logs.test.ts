import { expect } from 'chai';
import { messagesPath, statusPath } from '../../../server/twilio/paths.js';
import { Refusal } from '../email/mail-server.js';
import { inboundForm, newSid, postWebhook } from '../twilio/stand-in.js';
import { Visitor } from '../webchat/visitor.js';
import { Crowd, varieties } from './crowd.js';
import { createDeployment, ourNumber, publicUrl, type Deployment } from './deployment.js';
import { openWebConversation } from './people.js';
import { stopProgram } from './program.js';
import { drained } from './sent.js';

/** Nobody is called so, and nothing in the program is. */
const name = 'Zebedee Quillfeather';
const email = 'zebedee@quillfeather.example';
const dialled = '07700 900888';
const inFull = '+447700900888';
const telling = `My name is ${name}, ring ${dialled} or write to ${email}`;

/** What must not be in any log: parts of what was written, and of how people can be reached. */
const telltales = [
  ...['zebedee', 'quillfeather', '900888', '900 888', '7700900', '7700 900', '900456', '900 456'],
  ...['losing my job', 'not sleeping', 'my sister', 'sian', 'wellbeing@', 'families@', 'referrals@example'],
];

describe('the log of the whole program, at its most talkative', function () {
  this.timeout(120_000);
  let deployment: Deployment;
  let refusals: number;
  beforeEach(async () => {
    refusals = 1;
    deployment = await createDeployment({
      onEmail: () => (refusals-- > 0 ? new Refusal(550) : null),
    });
  });
  afterEach(() => deployment.close());

  function expectQuiet(output: string): void {
    const lines = output.toLowerCase().split('\n');
    expect(lines.filter((line) => line.includes('"level":"debug"')).length).to.be.above(20);
    for (const telltale of telltales) {
      expect(
        lines.filter((line) => line.includes(telltale)),
        telltale,
      ).to.deep.equal([]);
    }
  }

  /** Everything that can be wrong with a request, with telltales wherever there is room for them. */
  async function misbehave(address: string): Promise<number[]> {
    const { conversationId, token } = await openWebConversation(address);
    const directLine = `${address}/v3/directline`;
    const activities = `${directLine}/conversations/${conversationId}/activities`;
    const json = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const asked = encodeURIComponent(`${name} ${inFull} ${email}`);
    const form = inboundForm({ Body: telling, From: inFull, To: ourNumber });
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    const signed = (path: string, fields: Record<string, string>): Promise<Response> =>
      postWebhook({ url: address + path, signedFor: publicUrl + path, form: fields });
    const answers = await Promise.all([
      fetch(activities, { method: 'POST', headers: json, body: `{"type":"message","text":"${telling}` }),
      fetch(activities, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ type: telling, text: name }),
      }),
      fetch(activities, { method: 'POST', headers: json, body: telling.repeat(2000) }),
      fetch(activities, { method: 'POST', headers: { ...json, authorization: `Bearer ${asked}` } }),
      fetch(`${directLine}/conversations/${conversationId}/upload`, {
        method: 'POST',
        headers: { ...json, ...multipart },
        body: `--x\r\ncontent-disposition: form-data; name="activity"\r\n\r\n${telling}\r\n--x--`,
      }),
      fetch(`${directLine}/${asked}`),
      fetch(`${address}/chat/${asked}?phone=${asked}`),
      fetch(`${address}/advice/${asked}`, { headers: { cookie: `language=${asked}`, referer: asked } }),
      fetch(`${address}/${asked}`, { headers: { 'user-agent': asked, 'x-forwarded-for': asked } }),
      fetch(`${address}/chat/vale-of-glamorgan?lang=${asked}`, {
        method: 'POST',
        body: new URLSearchParams({ message: telling }),
      }),
      postWebhook({ url: address + messagesPath, form, token: '0'.repeat(32) }),
      signed(messagesPath, { ...form, MessageSid: telling }),
      signed(messagesPath, { ...form, From: `${inFull} ${name}` }),
      signed(statusPath, { MessageSid: newSid('SM'), MessageStatus: telling, To: telling }),
    ]);
    return answers.map(({ status }) => status);
  }

  it('holds nothing that people wrote, nor how to reach them, whatever goes wrong', async () => {
    const program = deployment.start({ LOG_LEVEL: 'trace' });
    const address = await program.address;
    const mishaps = [
      { kind: 'error', status: 400, code: 21211 },
      { kind: 'error', status: 429 },
      { kind: 'gateway', status: 502, stored: false },
    ] as const;
    deployment.twilio.nextCreate(...mishaps);
    const crowd = new Crowd({ senders: { address: () => program.address }, random: () => 0, thinkMs: 0 });
    let begun = 0;
    await crowd.write(1, () => begun++ === varieties);
    for (const { person } of crowd.talks) await person.say(telling);
    const statuses = await misbehave(address);
    expect(statuses.filter((status) => status < 400 || status >= 500)).to.deep.equal([]);
    await drained(address);
    await stopProgram(program);

    const output = program.output();
    expectQuiet(output);
    expect(output).to.include('Twilio did not take a message').and.to.include('email was not sent');
    const store = await deployment.openStore();
    const parked = await store.parkedOutbox(10);
    await store.close();
    expect(parked.map(({ reason }) => reason)).to.have.members(['address-refused', 'number-not-valid']);
  });

  it('holds none of it either where texts are tried out in the page and emails are kept as files', async () => {
    const unset = [
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'TWILIO_MESSAGING_SERVICE_SID',
      'TWILIO_NUMBERS',
    ];
    const noMail = ['TWILIO_API_URL', 'SMTP_URL', 'MAIL_FROM', 'REFERRAL_INBOXES'];
    const without = Object.fromEntries([...unset, ...noMail].map((variable) => [variable, '']));
    const program = deployment.start({ ...without, LOG_LEVEL: 'trace' });
    const address = await program.address;
    const ownPage = { 'sec-fetch-site': 'same-origin' };
    const visitor = new Visitor();
    await visitor.get(`${address}/try`);
    for (const message of [telling, 'not sleeping', `call ${dialled}`]) {
      const { status } = await visitor.post(`${address}/try`, { channel: 'sms', message }, ownPage);
      expect(status).to.equal(303);
    }
    const chat = `${address}/chat/vale-of-glamorgan`;
    for (const message of [telling, 'not sleeping', `call ${dialled}`]) {
      const page = await visitor.send(await visitor.get(chat), chat, { message });
      expect(page.status).to.equal(303);
    }
    const crowd = new Crowd({ senders: { address: () => program.address }, random: () => 0, thinkMs: 0 });
    let begun = 0;
    await crowd.write(1, () => begun++ === 1);
    await drained(address);
    await stopProgram(program);
    expectQuiet(program.output());
  });
});
