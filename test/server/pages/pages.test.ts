import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { projectRoot } from '../../../content/project-root.js';
import { languages } from '../../../content/language.js';
import type { Site } from '../webchat/site.js';
import { startSite } from '../webchat/site.js';

describe('Pages', () => {
  let site: Site;
  before(async () => {
    site = await startSite();
  });
  after(() => site.close());

  const get = (path: string, headers: Record<string, string> = { accept: 'text/html' }): Promise<Response> =>
    fetch(`${site.origin}${path}`, { headers });

  for (const topic of ['private', 'accessibility', 'leaving']) {
    it(`has /help/${topic} in both languages`, async () => {
      const pages = await Promise.all(
        languages.map(async (language) => (await get(`/help/${topic}?lang=${language}`)).text()),
      );
      expect(pages[0]).to.contain('<html lang="en"');
      expect(pages[1]).to.contain('<html lang="cy"');
      expect(pages[0]!.match(/<h1[^>]*>(.*?)</)?.[1]).not.to.equal(pages[1]!.match(/<h1[^>]*>(.*?)</)?.[1]);
    });
  }

  it('says how many days a conversation is kept', async () => {
    expect(await (await get('/help/private?lang=en')).text()).to.contain('90 days');
    expect(await (await get('/help/private?lang=cy')).text()).to.contain('90 diwrnod');
  });

  it("explains what is not there, in the reader's language and without details", async () => {
    const response = await get('/nothing', { accept: 'text/html', 'accept-language': 'cy' });
    expect(response.status).to.equal(404);
    expect(await response.text())
      .to.contain('Dyw&#39;r dudalen hon ddim yma')
      .and.not.to.contain('/nothing');
  });

  it('tells nobody what went wrong inside, and the log where but not what was written', async () => {
    const response = await get('/breaks');
    expect(response.status).to.equal(500);
    const html = await response.text();
    expect(html).to.contain('Something went wrong here').and.not.to.contain('secret words');
    expect(html).not.to.match(/at .*\.js:\d+/);
    const logged = site.logged.join('\n');
    expect(logged).to.contain('"error":"Error"').and.to.contain('site.js').and.not.to.contain('secret words');
  });

  it('answers programs in JSON', async () => {
    const response = await get('/nothing', { accept: 'application/json' });
    expect(response.status).to.equal(404);
    expect(await response.json()).to.deep.equal({ error: { status: 404 } });
  });

  it('lets its files be kept for a year under an address that changes with them', async () => {
    const html = await (await get('/help/private')).text();
    const styles = /href="(\/assets\/[^/]+\/styles\.css)"/.exec(html)![1]!;
    const kept = await get(styles);
    expect(kept.status).to.equal(200);
    expect(kept.headers.get('cache-control')).to.equal('public, max-age=31536000, immutable');
    const older = await get(styles.replace(/assets\/[^/]+/, 'assets/older'));
    expect(older.status).to.equal(200);
    expect(older.headers.get('cache-control')).to.equal('no-cache');
    expect((await get('/assets/older/vendor/exit-this-page.mjs')).status).to.equal(200);
    expect((await get('/assets/older/..%2f..%2fpackage.json')).status).to.be.oneOf([403, 404]);
  });

  it('loads scripts that are small enough for a slow phone', async () => {
    const html = await (await get('/chat/vale-of-glamorgan')).text();
    const wanted = [/src="([^"]+\.js)"/g].flatMap((pattern) =>
      [...html.matchAll(pattern)].map((match) => match[1]!),
    );
    const scripts = new Map<string, string>();
    for (let path = wanted.pop(); path; path = wanted.pop()) {
      const source = await (await get(path)).text();
      scripts.set(path, source);
      for (const [, imported = ''] of source.matchAll(/from '([^']+)'/g)) {
        const found = new URL(imported, `${site.origin}${path}`).pathname;
        if (!scripts.has(found)) wanted.push(found);
      }
    }
    const { gzipSync } = await import('node:zlib');
    const size = [...scripts.values()].reduce((sum, source) => sum + gzipSync(source).length, 0);
    expect(scripts.size).to.be.greaterThan(10);
    expect(size, 'gzipped, one by one as they are served').to.be.lessThan(20 * 1024);
  });
});

describe('The words of the pages', () => {
  const words = parse(readFileSync(join(projectRoot, 'content/words/pages.yaml'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;

  it('take the same values in both languages', () => {
    const values = (text: string, locale: string): string[] =>
      new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
        .getAst()
        .flatMap((part) => ('value' in part && Number(part.type) !== 0 ? [String(part.value)] : []))
        .sort();
    for (const [key, entry] of Object.entries(words)) {
      expect(values(entry['cy']!, 'cy'), key).to.deep.equal(values(entry['en']!, 'en-GB'));
    }
  });

  it('are calm: no exclamation mark in either language', () => {
    for (const [key, entry] of Object.entries(words)) {
      for (const text of Object.values(entry)) expect(text, key).not.to.contain('!');
    }
  });
});
