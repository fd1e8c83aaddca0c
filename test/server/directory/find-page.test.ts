import { expect } from 'chai';
import type { DirectoryServer } from './directory-server.js';
import { startDirectory } from './directory-server.js';

describe('The page to find services', () => {
  let server: DirectoryServer;
  before(async () => {
    server = await startDirectory();
  });
  after(() => server.close());

  const page = async (query: string): Promise<string> => {
    const response = await fetch(`${server.origin}/directory/find?${query}`, {
      headers: { 'accept-language': 'en' },
    });
    expect(response.status).to.equal(200);
    return response.text();
  };
  /** The services found, over all pages. */
  const found = async (query: string): Promise<string[]> => {
    const names: string[] = [];
    for (let number = 1; ; number += 1) {
      const html = await page(`${query}&page=${number}`);
      names.push(
        ...[...html.matchAll(/<h3[^>]*>(.*?)<\/h3>/g)].map(([, name = '']) =>
          name.replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
        ),
      );
      if (!html.includes('rel="next"')) return names;
    }
  };

  it('shows everything that is listed when nothing is asked', async () => {
    const names = await found('');
    expect(names.length).to.be.greaterThan(20);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('finds by need', async () => {
    expect(await found('need=dementia'))
      .to.include('Dementia UK Admiral Nurse Dementia Helpline')
      .and.not.include('Cruse Bereavement Support');
  });

  it('finds by place: the area first, then its nation, and nothing of another', async () => {
    const names = await found('place=Barry');
    const areas = names.map(
      (name) => [...server.content.services.values()].find((each) => each.name.en === name)?.area,
    );
    expect([...new Set(areas)]).to.deep.equal(['vale-of-glamorgan', 'wales', 'uk']);
    expect(names).to.include('Families First Advice Line');
    expect(names).to.include('Carers UK helpline').and.not.include('National Domestic Abuse Helpline');
    const leeds = await found('place=LS1');
    expect(leeds).not.to.include('Families First Advice Line');
    expect(await page('place=LS1')).to.include('We do not have the local services of LS1 yet');
  });

  it('says when a postcode is shared, and when a place is not known', async () => {
    expect(await page('place=CF5'))
      .to.include('is shared by')
      .and.include('Vale of Glamorgan Council')
      .and.include('Cardiff Council');
    expect(await page('place=Xyzzy')).to.include('We do not know a place called Xyzzy');
  });

  it('finds by age: a fourteen-year-old is shown no door for adults alone', async () => {
    const names = await found('age=14');
    expect(names).to.include('Childline').and.include('Families First Advice Line');
    for (const service of server.content.services.values()) {
      if (!names.includes(service.name.en)) continue;
      expect(service.serves, service.id).to.satisfy((serves: string[]) =>
        serves.some((each) => each === 'young-carer' || each === 'anyone'),
      );
    }
    expect(await found('age=40'))
      .to.include('Carers UK helpline')
      .and.not.include('Childline');
  });

  it('says what is wrong with an age, beside it and at the head', async () => {
    for (const age of ['many', '-3', '400', '4.5']) {
      const html = await page(`age=${age}`);
      expect(html).to.include('<title>There is a problem: Find help').and.include('href="#age"');
      expect(html).to.include('id="age-error"');
    }
  });

  it('keeps the question when the page or the language changes', async () => {
    const html = await page('need=money&place=Barry&age=40');
    expect(html).to.include('need=money&amp;place=Barry&amp;age=40&amp;lang=cy');
    const welsh = await page('need=money&place=Barry&age=40&lang=cy');
    expect(welsh).to.include('<html lang="cy"').and.include('Gyda beth mae angen help?');
  });

  it('escapes what is written, and lives with anything', async () => {
    const html = await page('place=%3Cscript%3Ealert(1)%3C%2Fscript%3E');
    expect(html).not.to.include('<script>alert');
    for (const odd of [
      'need=nothing',
      'page=-1',
      'page=99999',
      'place=a&place=b',
      'need[x]=y',
      `place=${'x'.repeat(500)}`,
    ])
      await page(odd);
  });

  it('is kept by no browser and no proxy', async () => {
    const response = await fetch(`${server.origin}/directory/find?place=Barry`);
    expect(response.headers.get('cache-control')).to.equal('no-store');
    expect(response.headers.get('content-security-policy')).to.include("script-src 'self'");
  });
});
