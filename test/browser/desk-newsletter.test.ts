import { expect } from 'chai';
import { languages } from '../../content/language.js';
import { Office, vale } from './desk-office.js';
import { expectAccessible, expectNoSidewaysScroll } from './pages.js';

describe('The list of the newsletter at the desk', function () {
  this.timeout(180_000);
  const office = new Office();
  const path = `/desk/areas/${vale}/newsletter`;

  before(async () => {
    await office.open();
  });
  after(() => office.close());
  afterEach(async () => {
    expect(await office.clear(), 'what the pages complained of').to.deep.equal([]);
  });

  it('is added to and got as a file by a supervisor, without JavaScript, and logged', async () => {
    const page = await office.window('sioned', { javaScriptEnabled: false });
    await page.goto(office.site.origin + path);
    const csv =
      'status,email,language,consent_at\r\nsubscribed,llŷr@example.org,cy,x\r\nsubscribed,ann@example.org,cy,2024-03-31\r\n';
    const file = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.setInputFiles('#file', file);
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('Added: 1. Stopped: 0.', { exact: false }).waitFor();
    await page.getByText('One line could not be used: 2').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Get the list as a file (CSV)' }).click();
    const text = await (await (await download).createReadStream()).toArray();
    expect(Buffer.concat(text as Buffer[]).toString('utf8')).to.contain(
      'subscribed,email,ann@example.org,,cy,',
    );
    await page.setInputFiles('#file', { ...file, buffer: Buffer.from('"unfinished') });
    await page.getByRole('button', { name: 'Add it' }).click();
    await page
      .getByText('could not be read as a list, or has more than 20,000 people.', { exact: false })
      .waitFor();
    const acts = (await office.site.store.desk.audit({ area: vale }, 20)).map(({ act }) => act);
    expect(acts).to.include.members(['newsletter-exported', 'newsletter-imported']);
  });

  it('is not for advisers, nor for the supervisor of another area', async () => {
    for (const person of ['bethan', 'owen'] as const) {
      const page = await office.window(person, { javaScriptEnabled: false });
      for (const each of [path, `${path}/list.csv`]) {
        const answer = await page.request.get(office.site.origin + each);
        expect(answer.status(), `${person} ${each}`).to.be.oneOf([403, 404]);
      }
    }
  });

  for (const language of languages) {
    it(`is a page that everybody can use, in ${language}`, async () => {
      const page = await office.window('sioned');
      await page.goto(`${office.site.origin}${path}?lang=${language}`);
      await expectAccessible(page, 'the list');
      await expectNoSidewaysScroll(page, 'the list');
    });
  }
});
