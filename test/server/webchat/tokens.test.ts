import { expect } from 'chai';
import type { Site } from './site.js';
import { startSite } from './site.js';
import { Visitor } from './visitor.js';

interface Given {
  conversationId: string;
  key: string;
  token: string;
}

describe('Access to Direct Line from the page', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  const sameOrigin = { 'sec-fetch-site': 'same-origin', accept: 'application/json' };

  it('gives a token for the conversation of the cookie', async () => {
    const visitor = new Visitor();
    const page = await visitor.get(site.chat);
    const csrf = page.field('csrf')!;
    const answer = await visitor.post(`${site.chat}/token`, {}, { 'x-csrf-token': csrf });
    expect(answer.status).to.equal(200);
    const { conversationId, token } = JSON.parse(answer.html) as Given;
    const read = await fetch(`${site.origin}/v3/directline/conversations/${conversationId}/activities`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await read.text()).to.contain('going on for you?');
  });

  it('refuses without the cookie, without the token of the page, and with a forged key', async () => {
    const visitor = new Visitor();
    const csrf = (await visitor.get(site.chat)).field('csrf')!;
    const address = `${site.chat}/token`;
    expect((await visitor.post(address, {}, sameOrigin)).status).to.equal(403);
    expect((await new Visitor().post(address, {}, { 'x-csrf-token': csrf })).status).to.equal(403);
    expect((await visitor.post(address, {}, { authorization: 'Bearer c-1.forged' })).status).to.equal(403);
    expect((await visitor.post(`${site.origin}/chat/nowhere/token`, {})).status).to.equal(404);
  });

  it('opens a conversation for a frame, whose key works without a cookie', async () => {
    const frame = await new Visitor().post(`${site.chat}/frame?lang=cy`, {}, sameOrigin);
    const { key, conversationId } = JSON.parse(frame.html) as Given;
    expect(site.turns.opened.at(-1)).to.deep.equal({ language: 'cy', likely: 'en' });
    const again = await new Visitor().post(`${site.chat}/token`, {}, { authorization: `Bearer ${key}` });
    expect((JSON.parse(again.html) as Given).conversationId).to.equal(conversationId);
  });

  it('opens none for another site', async () => {
    const address = `${site.chat}/frame`;
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      {},
    ]) {
      expect((await new Visitor().post(address, {}, headers as Record<string, string>)).status).to.equal(403);
    }
    expect((await new Visitor().post(address, {}, { origin: site.origin })).status).to.equal(200);
  });

  it('moves the conversation of a frame to a page of its own, for our own frame alone', async () => {
    const frame = await new Visitor().post(`${site.chat}/frame`, {}, sameOrigin);
    const { key } = JSON.parse(frame.html) as Given;
    const address = `${site.chat}/continue`;
    const visitor = new Visitor();
    const moved = await visitor.post(address, { key }, { 'sec-fetch-site': 'same-origin' });
    expect([moved.status, moved.headers.get('location')]).to.deep.equal([303, '/chat/vale-of-glamorgan']);
    const opened = site.turns.opened.length;
    await visitor.get(site.chat);
    expect(site.turns.opened.length).to.equal(opened);
    const stranger = new Visitor();
    expect((await stranger.post(address, { key }, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    expect((await stranger.post(address, { key: 'x.y' }, sameOrigin)).status).to.equal(403);
    expect((await stranger.post(address, {}, sameOrigin)).status).to.equal(403);
    expect(stranger.cookies.size).to.equal(0);
  });

  it('says that a conversation is gone when it was forgotten', async () => {
    const frame = await new Visitor().post(`${site.chat}/frame`, {}, sameOrigin);
    const { key } = JSON.parse(frame.html) as Given;
    await site.store.forget(new Date('2027-01-01T00:00:00Z'), 1000);
    const answer = await new Visitor().post(
      `${site.chat}/token`,
      {},
      { ...sameOrigin, authorization: `Bearer ${key}` },
    );
    expect(answer.status).to.equal(404);
    expect(JSON.parse(answer.html)).to.deep.equal({ error: { status: 404 } });
  });
});
