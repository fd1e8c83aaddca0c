import { expect } from 'chai';
import type { Site } from './site.js';
import { startSite } from './site.js';
import { Visitor } from './visitor.js';

describe('Leaving without JavaScript', () => {
  let site: Site;
  before(async () => {
    site = await startSite({ exitUrl: 'https://weather.example/' });
  });
  after(() => site.close());

  it('forgets the conversation in this browser and goes to the neutral site', async () => {
    const visitor = new Visitor();
    await visitor.get(site.chat);
    const left = await visitor.get(`${site.origin}/exit`);
    expect(left.status).to.equal(303);
    expect(left.headers.get('location')).to.equal('https://weather.example/');
    expect(left.headers.get('referrer-policy')).to.equal('no-referrer');
    expect(left.headers.get('cache-control')).to.equal('no-store');
    expect([...visitor.cookies.keys()].filter((name) => name.startsWith('chat-'))).to.deep.equal([]);
  });

  it('lets no other site end a conversation behind the person', async () => {
    const visitor = new Visitor();
    await visitor.get(site.chat);
    const answer = await visitor.post(`${site.origin}/exit`, {}, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).to.equal(403);
    expect(visitor.cookies.size).to.equal(1);
  });

  it('stands on every page as a link, and first for the keyboard', async () => {
    for (const path of ['/chat/vale-of-glamorgan', '/help/private', '/nothing-here']) {
      const { html } = await new Visitor().get(`${site.origin}${path}`);
      expect(html.match(/href="\/exit"/g), path).to.have.length(2);
    }
  });
});

describe("The script for a council's page", () => {
  it('comes with its words in both languages, for any site, and can be revalidated', async () => {
    const site = await startSite({ exitUrl: 'https://weather.example/' });
    try {
      const first = await fetch(`${site.origin}/widget.js`);
      expect(first.headers.get('content-type')).to.match(/^text\/javascript/);
      expect(first.headers.get('cross-origin-resource-policy')).to.equal('cross-origin');
      const script = await first.text();
      expect(script).to.contain('"exitUrl":"https://weather.example/"');
      expect(script)
        .to.match(/"en":\{"open":"[^"]+/)
        .and.to.match(/"cy":\{"open":"[^"]+/);
      const again = await fetch(`${site.origin}/widget.js`, {
        headers: { 'if-none-match': first.headers.get('etag')!, 'cache-control': 'max-age=0' },
      });
      expect(again.status).to.equal(304);
    } finally {
      await site.close();
    }
  });

  it('may be framed by the origins that were configured, and by nobody else', async () => {
    const origin = 'https://www.example.gov.uk';
    const site = await startSite({ embedOrigins: [origin] });
    const closed = await startSite();
    try {
      const framing = async (address: string): Promise<string | undefined> => {
        const { headers } = await fetch(address);
        const policy = headers.get('content-security-policy')!;
        return (
          /frame-ancestors ([^;]+)/.exec(policy)?.[1] +
          (headers.has('x-frame-options') ? ' and the older' : '')
        );
      };
      expect(await framing(`${site.chat}?embed=1`)).to.equal(`'self' ${origin}`);
      expect(await framing(site.chat)).to.equal("'self' and the older");
      expect(await framing(`${closed.chat}?embed=1`)).to.equal("'self' and the older");
    } finally {
      await site.close();
      await closed.close();
    }
  });
});
