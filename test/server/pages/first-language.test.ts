import { expect } from 'chai';
import { readState } from '../../../bot/turn/conversation-state.js';
import { startDesk, type DeskSite } from '../desk/site.js';
import { Visitor } from '../webchat/visitor.js';

const vale = 'vale-of-glamorgan';
/** What each language's page says of itself. */
const pageIn = (html: string): string | undefined => /<html lang="(\w+)"/.exec(html)?.[1];

/** `Accept-Language`, and the page in the Vale and in Thurrock. */
const browsers = [
  ['names none that we speak', 'pl', 'cy', 'en'],
  ['takes any', '*', 'cy', 'en'],
  ['names English', 'en-GB,en;q=0.9', 'en', 'en'],
  ['names English last', 'pl,fr;q=0.8,en;q=0.3', 'en', 'en'],
  ['names English, and takes any', 'en;q=0.5,*', 'en', 'en'],
  ['names Welsh', 'cy-GB,en;q=0.8', 'cy', 'cy'],
  ['prefers English to Welsh', 'cy;q=0.4,en;q=0.8', 'en', 'en'],
  ['refuses Welsh', 'cy;q=0,en;q=0.1', 'en', 'en'],
] as const;

describe('the language of a page, and of a conversation that begins on it', function () {
  this.timeout(60_000);
  let site: DeskSite;
  before(async () => {
    site = await startDesk(() => Promise.resolve({ RATE_LIMIT_ADDRESS: '100000' }));
  });
  after(() => site.close());

  const see = async (path: string, language: string, cookie?: string): Promise<string> => {
    const visitor = new Visitor();
    if (cookie !== undefined) visitor.cookies.set('language', cookie);
    return (await visitor.get(site.origin + path, { 'accept-language': language })).html;
  };
  const pagesOf = (area: string): string[] => [
    `/chat/${area}`,
    `/chat/${area}?embed=1`,
    `/events/${area}`,
    `/refer/${area}`,
    `/poster/${area}`,
  ];

  for (const [name, language, inVale, inThurrock] of browsers) {
    it(`follows a browser that ${name}`, async () => {
      for (const path of pagesOf(vale)) expect(pageIn(await see(path, language)), path).to.equal(inVale);
      for (const path of pagesOf('thurrock'))
        expect(pageIn(await see(path, language)), path).to.equal(inThurrock);
    });
  }

  it('follows what was chosen before the browser, in the address before the cookie', async () => {
    for (const path of ['/chat/vale-of-glamorgan', '/events/vale-of-glamorgan']) {
      expect(pageIn(await see(path, 'en', 'cy'))).to.equal('cy');
      expect(pageIn(await see(path, 'cy', 'en'))).to.equal('en');
      expect(pageIn(await see(`${path}?lang=en`, 'cy', 'cy'))).to.equal('en');
      expect(pageIn(await see(`${path}?lang=cy`, 'en', 'en'))).to.equal('cy');
      expect(pageIn(await see(`${path}?lang=fr`, 'en', 'fr'))).to.equal('en');
    }
  });

  it('offers Welsh before English in Wales', async () => {
    for (const path of pagesOf(vale).filter((each) => !each.startsWith('/poster'))) {
      const html = await see(path, 'en');
      const links = html.slice(html.indexOf('language-navigation'));
      const offered = [...links.matchAll(/\b(Cymraeg|English)\b/g)].map(([, name]) => name);
      expect([...new Set(offered)], path).to.deep.equal(['Cymraeg', 'English']);
    }
  });

  /** The id of the conversation that a visitor begins by looking at a page. */
  async function opened(path: string, language: string, cookie?: string): Promise<string> {
    const visitor = new Visitor();
    if (cookie !== undefined) visitor.cookies.set('language', cookie);
    await visitor.get(site.origin + path, { 'accept-language': language });
    return idOf(visitor);
  }

  function idOf(visitor: Visitor): string {
    const [, key = ''] = [...visitor.cookies].find(([name]) => name.startsWith('chat')) ?? [];
    return decodeURIComponent(key).split('.')[0] ?? '';
  }

  /** In which languages a conversation says that it is automated, in their order. */
  async function welcomes(id: string): Promise<string[]> {
    const journal = await site.store.journal(id, 0, 10);
    const said = journal.flatMap((entry) => (entry.kind === 'replied' ? [entry.text] : [])).join('\n');
    return [...said.matchAll(/Helpwr awtomatig|an automated helper/g)].map(([words]) =>
      words.startsWith('Helpwr') ? 'cy' : 'en',
    );
  }

  it('welcomes in both languages in Wales, Welsh first, until one was chosen', async () => {
    for (const language of ['en-GB', 'cy', 'pl', '*'])
      expect(await welcomes(await opened(`/chat/${vale}`, language)), language).to.deep.equal(['cy', 'en']);
    expect(await welcomes(await opened(`/chat/${vale}?lang=en`, 'cy'))).to.deep.equal(['en']);
    expect(await welcomes(await opened(`/chat/${vale}?lang=cy`, 'en'))).to.deep.equal(['cy']);
    expect(await welcomes(await opened(`/chat/${vale}`, 'cy', 'en'))).to.deep.equal(['en']);
    expect(await welcomes(await opened(`/chat/${vale}`, 'en', 'cy'))).to.deep.equal(['cy']);
    expect(await welcomes(await opened('/chat/thurrock', 'en'))).to.deep.equal(['en']);
    expect(await welcomes(await opened('/chat/thurrock', 'cy'))).to.deep.equal(['cy']);
  });

  it('welcomes so in the frame of a council’s page too', async () => {
    const frame = async (query: string): Promise<string[]> => {
      const headers = { 'accept-language': 'en-GB', 'sec-fetch-site': 'same-origin' };
      const { html } = await new Visitor().post(`${site.origin}/chat/${vale}/frame${query}`, {}, headers);
      return welcomes((JSON.parse(html) as { conversationId: string }).conversationId);
    };
    expect(await frame('')).to.deep.equal(['cy', 'en']);
    expect(await frame('?lang=en')).to.deep.equal(['en']);
  });

  it('goes on in the language that the browser names, until the person writes in one', async () => {
    const spoken = async (language: string, message: string): Promise<string> => {
      const visitor = new Visitor();
      const chat = `${site.origin}/chat/${vale}`;
      await visitor.send(await visitor.get(chat, { 'accept-language': language }), chat, { message });
      return readState((await site.store.load(idOf(visitor)))!.state).story.language;
    };
    expect(await spoken('en-GB', 'Penarth')).to.equal('en');
    expect(await spoken('cy', 'Penarth')).to.equal('cy');
    expect(await spoken('pl', 'Penarth')).to.equal('en');
    expect(await spoken('en-GB', "Rwy'n gofalu am fy mam yn y Barri")).to.equal('cy');
    expect(await spoken('cy', 'I look after my mum in Barry, she has dementia')).to.equal('en');
  });
});
