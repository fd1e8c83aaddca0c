import { expect } from 'chai';
import { loadContent } from '../../../content/load.js';
import { claim } from '../../../server/desk/acts/claim.js';
import { startDesk, type DeskSite } from '../desk/site.js';
import { Referrer, type Seen } from '../refer/visitor.js';
import { Visitor, type SeenPage } from '../webchat/visitor.js';
import { foreignWords } from './foreign-words.js';

const vale = 'vale-of-glamorgan';
/** A whole conversation, to a referral. */
const told = [
  "Bore da. Rwy'n gofalu am fy ngŵr ers iddo gael strôc. Mae e'n 71 a dw i wedi blino'n lân.",
  ...['Y Bont-faen', '65 neu drosodd', 'cael noson o gwsg', 'alla i ddim ei adael e', 'neb'],
  ...["beth os cwympa i'n sâl", 'ydy', 'pasiwch fy stori ymlaen', 'ydy', 'Eluned Rees', '029 2018 0456'],
  ...['ydy', 'nac ydy', 'nac ydy', 'yn y bore', 'hoffwn i siarad â pherson'],
];
const referrerWrites = [
  ['you', { sender: 'gp', name: 'Dr Lewis', organisation: 'Meddygfa', email: 'lewis@surgery.example.org' }],
  ['agreed', { agreed: 'yes' }],
  ['caring', { relationship: 'parent', theirAge: 'adult', place: 'CF5', carerAge: '26-64' }],
  ['council', { council: 'notSure' }],
  ['story', { what: 'Mae hi am ladd ei hun.' }],
  ['danger', {}],
  ['reach', { name: 'Nia', phone: '07700 900456', call: 'yes', message: 'no', text: 'yes', language: 'cy' }],
  ['check', { agreed: 'yes' }],
] as const;

describe('every page, to somebody who reads Welsh', function () {
  this.timeout(180_000);
  let site: DeskSite;
  let visitor: Visitor;

  before(async () => {
    site = await startDesk(() => Promise.resolve({ RATE_LIMIT_ADDRESS: '100000' }));
  });
  after(() => site.close());
  beforeEach(() => {
    visitor = new Visitor();
    visitor.cookies.set('language', 'cy');
  });

  function expectWelsh({ html }: Pick<SeenPage, 'html'>, what: string): void {
    expect(html, what).to.contain('<html lang="cy"');
    expect(foreignWords(html), what).to.deep.equal([]);
  }

  /** Looks at pages and at every page of ours that they lead to; returns the addresses. */
  async function walk(...from: string[]): Promise<string[]> {
    const seen = new Set(from);
    for (const path of seen) {
      const page = await visitor.get(site.origin + path);
      if (page.status >= 300 && page.status < 400) continue;
      if (!page.headers.get('content-type')?.startsWith('text/html')) continue;
      expectWelsh(page, `${page.status} ${path}`);
      for (const [, link = ''] of page.html.matchAll(/href="(\/[^"#]*)/g)) {
        const next = link.replaceAll('&amp;', '&');
        // The weeks of the diary have no end.
        if (!/[?&](lang|from)=|^\/(assets|exit)|\.ics$/.test(next)) seen.add(next);
      }
    }
    return [...seen];
  }

  it('has no English on pages for anybody, nor on those that say what went wrong', async () => {
    await walk(
      ...['/help/private', '/help/accessibility', '/help/leaving', '/try', '/nothing-here', '/chat/nowhere'],
      ...['/directory/find', '/directory/find?place=Xyzzy&need=break', '/directory/find?place=CF35&age=x'],
      ...[
        `/chat/${vale}`,
        `/poster/${vale}`,
        `/refer/${vale}`,
        `/statement/${vale}`,
        '/referrals/answer/none',
        `/events/${vale}`,
        `/newsletter/${vale}/none/none`,
        `/newsletter/${vale}/none/none/stop`,
      ],
      ...['/desk/sign-in', '/desk/signed-out', '/desk/sign-in/link/none', '/booking/none.ics'],
      ...loadContent().advice.map(({ id }) => `/advice/${id}`),
    );
    expectWelsh(await visitor.post(`${site.origin}/chat/${vale}`, { message: 'helo' }), 'a form of nobody');
  });

  it('has none where somebody passes on a story, with all that can be wrong', async () => {
    const gp = new Referrer(site.origin, vale, 'cy');
    let page: Seen = await gp.post('', {});
    for (const [step, fields] of referrerWrites) {
      expectWelsh(page, step);
      expectWelsh(await gp.post(step, {}), `${step}, nothing filled in`);
      page = await gp.post(step, fields);
    }
    expectWelsh(page, 'sent');
    expect(page.at).to.equal('sent');
  });

  it('has none from the first message to a referral and on to the desk, without scripts', async () => {
    const chat = `${site.origin}/chat/${vale}`;
    let page = await visitor.get(`${chat}?lang=cy`);
    for (const message of told) {
      await visitor.send(page, chat, { message });
      page = await visitor.get(chat);
      expectWelsh(page, message);
    }
    expect(page.html).to.contain('Eich cyfeirnod').and.to.contain('gofyn i un o gynghorwyr');
    const rows = await site.store.desk.waiting(vale, 10);
    const id = rows.find(
      ({ channel, level }) => channel === 'web' && level === 'wants-person',
    )!.conversationId;
    const [email] = (await site.store.outboxOf(id)).flatMap(({ payload }) =>
      payload.kind === 'email' ? [payload] : [],
    );
    const [link = ''] = /http[^"<]+\/referrals\/answer\/[^"<]+/.exec(email?.html ?? '') ?? [];
    expectWelsh(await visitor.get(link), 'the answer of the service');

    const grants = (['adviser', 'supervisor'] as const).map((role) => ({ role, area: vale }));
    const cookie = await site.signedIn(...grants);
    visitor.cookies.set('desk', cookie.replace('desk=', ''));
    const bethan = { id: 'bethan', name: 'Bethan', firstName: 'Bethan', team: null, grants };
    await claim(site.services.desk.acts, bethan, id);
    const seen = await walk('/desk', `/desk/conversations/${id}`, '/desk/conversations/none');
    for (const part of ['supervision', 'audit', 'outcomes', 'diary'])
      expect(seen).to.include(`/desk/areas/${vale}/${part}`);
    const log = await visitor.get(`${site.origin}/desk/areas/${vale}/audit?adviser=bethan`);
    expect(log.html, 'what was looked for stays in the other language').to.contain(
      '/audit?adviser=bethan&amp;lang=en',
    );
  });
});
