import { expect } from 'chai';
import { Visitor } from '../../webchat/visitor.js';
import { startDesk } from '../site.js';
import type { DeskSite } from '../site.js';

const own = { 'sec-fetch-site': 'same-origin' };

describe('signing in by the link in the terminal', function () {
  this.timeout(60_000);
  let desk: DeskSite;
  let browser: Visitor;
  beforeEach(() => {
    browser = new Visitor();
  });
  afterEach(() => desk.close());

  const secretOf = (link: string): string => link.split('/').at(-1) ?? '';
  const use = (link: string, headers: Record<string, string> = own) =>
    browser.post(`${desk.origin}/desk/sign-in/link`, { secret: secretOf(link) }, headers);
  const homeStatus = async (): Promise<number> => (await browser.get(`${desk.origin}/desk`)).status;

  describe('on a laptop', () => {
    beforeEach(async () => {
      desk = await startDesk();
    });

    it('is shown at start, and signs in as adviser and supervisor everywhere, once', async () => {
      expect(desk.links).to.have.length(1);
      const [link] = desk.links;
      const page = await browser.get(`${desk.origin}${link!}`);
      expect(page.status).to.equal(200);
      expect((await browser.get(`${desk.origin}${link!}`)).status, 'opened twice').to.equal(200);
      expect(page.field('secret')).to.equal(secretOf(link!));
      const back = await use(link!);
      expect([back.status, back.headers.get('location')]).to.deep.equal([303, '/desk']);
      const home = await browser.get(`${desk.origin}/desk?lang=en`);
      expect(home.html)
        .to.include('Adviser')
        .and.to.include('Supervisor')
        .and.to.include('Vale of Glamorgan');
      browser = new Visitor();
      expect((await use(link!)).status).to.equal(403);
      expect((await browser.get(`${desk.origin}${link!}`)).status).to.equal(403);
      expect(await homeStatus()).to.equal(303);
    });

    it('is in no log', async () => {
      await use(desk.links[0]!);
      expect(desk.logged.join('')).not.to.include(secretOf(desk.links[0]!));
    });

    it('is over after a quarter of an hour; a new one is shown at the terminal alone', async () => {
      desk.pass(15);
      expect((await use(desk.links[0]!)).status).to.equal(403);
      const asked = await browser.post(`${desk.origin}/desk/sign-in/new-link`, {}, own);
      expect(asked.status).to.equal(200);
      expect(desk.links).to.have.length(2);
      expect(asked.html).not.to.include(secretOf(desk.links[1]!));
      expect((await use(desk.links[1]!)).status).to.equal(303);
      expect(await homeStatus()).to.equal(200);
    });

    it('cannot be used or renewed from another site', async () => {
      const elsewhere = { 'sec-fetch-site': 'cross-site' };
      expect((await use(desk.links[0]!, elsewhere)).status).to.equal(403);
      expect((await browser.post(`${desk.origin}/desk/sign-in/new-link`, {}, elsewhere)).status).to.equal(
        403,
      );
      expect(desk.links).to.have.length(1);
      expect((await use(desk.links[0]!)).status).to.equal(303);
    });

    it('cannot be guessed at', async () => {
      expect((await use('/desk/sign-in/link/guess')).status).to.equal(403);
      expect((await browser.post(`${desk.origin}/desk/sign-in/link`, {}, own)).status).to.equal(400);
      expect((await browser.get(`${desk.origin}/desk/sign-in/link/guess`)).status).to.equal(403);
      expect(await homeStatus()).to.equal(303);
    });

    it('leaves signed in whoever is when the program starts again, and shows a new one', async () => {
      await use(desk.links[0]!);
      await desk.restart();
      expect(await homeStatus()).to.equal(200);
      expect(desk.links).to.have.length(2);
    });

    it('signs out here', async () => {
      await use(desk.links[0]!);
      const csrf = (await browser.get(`${desk.origin}/desk`)).field('csrf')!;
      const page = await browser.post(`${desk.origin}/desk/sign-out`, { csrf }, own);
      expect([page.status, page.headers.get('location')]).to.deep.equal([303, '/desk/signed-out']);
      expect(await homeStatus()).to.equal(303);
    });
  });

  it('is refused in production, where nobody signs in without a provider', async () => {
    desk = await startDesk(() => Promise.resolve({ NODE_ENV: 'production' }));
    expect(desk.links).to.deep.equal([]);
    expect((await use('/desk/sign-in/link/any')).status).to.equal(404);
    expect((await browser.post(`${desk.origin}/desk/sign-in/new-link`, {}, own)).status).to.equal(404);
    const page = await browser.get(`${desk.origin}/desk/sign-in?lang=en`);
    expect(page.html).to.include('Nobody can sign in yet');
    expect(desk.logged.join('')).to.include('nobody can sign in at the desk');
  });

  it('binds the cookie to this host where the desk is reached over HTTPS', async () => {
    desk = await startDesk(() => Promise.resolve({ PUBLIC_URL: 'https://carers.example.org' }));
    const line = (await use(desk.links[0]!)).headers.getSetCookie()[0];
    expect(line).to.match(/^__Host-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(await homeStatus()).to.equal(200);
    browser.cookies.set('desk', browser.cookies.get('__Host-desk')!);
    browser.cookies.delete('__Host-desk');
    expect(await homeStatus(), 'a cookie that any site of the domain could set').to.equal(303);
  });
});
