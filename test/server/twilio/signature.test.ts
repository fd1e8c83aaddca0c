import { expect } from 'chai';
import twilio from 'twilio';
import { startApp, type TestApp } from './app.js';
import { authToken, inboundForm, postWebhook } from './stand-in.js';

const messages = '/webhooks/twilio/messages';

describe('the signature of a webhook', () => {
  let app: TestApp;
  afterEach(() => app.close());

  it('lets in what Twilio signed', async () => {
    app = await startApp();
    const answer = await postWebhook({ url: app.url + messages, form: inboundForm() });
    expect(answer.status).to.equal(200);
    expect(app.turns.inbound).to.have.length(1);
  });

  const forgeries: [string, (url: string) => Promise<Response>][] = [
    ['no signature', (url) => fetch(url, { method: 'POST', body: new URLSearchParams(inboundForm()) })],
    [
      'an empty signature',
      (url) => postWebhook({ url, form: inboundForm(), headers: { 'X-Twilio-Signature': '' } }),
    ],
    ['another token', (url) => postWebhook({ url, form: inboundForm(), token: 'e'.repeat(32) })],
    [
      'another address',
      (url) => postWebhook({ url, form: inboundForm(), signedFor: 'https://example.org/' }),
    ],
    [
      'another query',
      (url) => postWebhook({ url: `${url}?a=2`, form: inboundForm(), signedFor: `${url}?a=1` }),
    ],
    [
      'a changed form',
      async (url) => {
        const form = inboundForm();
        const changed = new URLSearchParams({ ...form, Body: 'Something else' });
        const signature = twilio.getExpectedTwilioSignature(authToken, url, form);
        return fetch(url, { method: 'POST', headers: { 'X-Twilio-Signature': signature }, body: changed });
      },
    ],
    [
      'a body that is not a form',
      (url) =>
        fetch(url, {
          method: 'POST',
          headers: { 'X-Twilio-Signature': 'x', 'Content-Type': 'application/json' },
          body: JSON.stringify(inboundForm()),
        }),
    ],
  ];
  for (const [what, post] of forgeries) {
    it(`answers 403 to ${what}, on both webhooks`, async () => {
      app = await startApp();
      for (const path of [messages, '/webhooks/twilio/status']) {
        const answer = await post(app.url + path);
        expect(answer.status, path).to.equal(403);
      }
      expect(app.turns.inbound).to.be.empty;
    });
  }

  it('is checked for the public address, behind a proxy and under a path of its own', async () => {
    app = await startApp({ config: { publicUrl: new URL('https://carers.example.org/help/#rc=3&rp=all') } });
    const form = inboundForm();
    const answer = await postWebhook({
      url: app.url + messages,
      form,
      signedFor: `https://carers.example.org/help${messages}`,
      headers: { 'X-Forwarded-Proto': 'http', 'X-Forwarded-Host': 'inside.example.org' },
    });
    expect(answer.status).to.equal(200);
    const inside = await postWebhook({ url: app.url + messages, form });
    expect(inside.status).to.equal(403);
  });

  it('covers the query, with the characters as they were written', async () => {
    app = await startApp();
    const url = `${app.url}${messages}?area=vale&x=%20a+b%2f`;
    const answer = await postWebhook({ url, form: inboundForm() });
    expect(answer.status).to.equal(200);
  });

  it('covers characters that are not ASCII', async () => {
    app = await startApp();
    const answer = await postWebhook({ url: app.url + messages, form: inboundForm({ Body: 'Tŷ “Mam” 🙂' }) });
    expect(answer.status).to.equal(200);
    expect(app.turns.inbound[0]?.text).to.equal('Tŷ “Mam” 🙂');
  });
});
