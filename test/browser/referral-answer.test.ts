import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { languages } from '../../content/language.js';
import { randomUUID } from 'node:crypto';
import { startMailServer, type MailServer } from '../server/email/mail-server.js';
import { startDesk, type DeskSite } from '../server/desk/site.js';
import { refersByText } from '../server/referral/refers.js';
import { launchChromium, type Browser } from './chromium.js';
import { expectAccessible, expectNoSidewaysScroll, newPage } from './pages.js';

const service = 'vale-wellbeing-matters-service';
const hub = { role: 'partner', area: 'vale-of-glamorgan', party: 'vale-unpaid-carers-hub' } as const;

describe('A referral by email, answered on its page and worked on at the desk of a partner', function () {
  this.timeout(120_000);
  let mail: MailServer;
  let site: DeskSite;
  let browser: Browser;
  let page: Page;
  let number = 0;

  before(async () => {
    mail = await startMailServer();
    site = await startDesk(() =>
      Promise.resolve({
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        MAIL_FROM: 'referrals@example.org',
        REFERRAL_INBOXES: `${service}=wellbeing@example.org`,
      }),
    );
    site.services.outbox.start();
    browser = await launchChromium();
    const context = await browser.newContext({ javaScriptEnabled: false });
    ({ page } = await newPage(context));
  });
  after(async () => {
    expect(site.logged).to.deep.equal([]);
    await browser.close();
    await site.close();
    await mail.close();
  });

  /** Somebody is referred; returns the conversation, and the address of the page that came with the email. */
  async function referred(): Promise<{ id: string; url: string; reference: string }> {
    number += 1;
    const address = `+4477009001${number + 10}`;
    const count = mail.received.length;
    const id = await refersByText({
      text: async (text) => {
        const from = { channel: 'sms', area: 'vale-of-glamorgan', from: { address } } as const;
        const accepted = await site.services.turns.accept({
          ...from,
          messageId: randomUUID(),
          text,
          media: 0,
        });
        return accepted.conversationId;
      },
      journal: (of) => site.store.journal(of, 0, 1000),
    });
    while (mail.received.length === count) await new Promise((resolve) => setTimeout(resolve, 20));
    const { to, email } = mail.received.at(-1)!;
    expect(to).to.deep.equal(['wellbeing@example.org']);
    expect(email.attachments).to.deep.equal([]);
    const url = /http\S+\/referrals\/answer\/[\w-]{43}/.exec(email.text ?? '')?.[0] ?? '';
    expect(email.html).to.include(`href="${url}"`).and.to.include('<html lang="en">');
    return { id, url, reference: /Carer referral (\S+)/.exec(email.subject ?? '')?.[1] ?? '' };
  }
  const statusOf = async (reference: string) => (await site.store.referrals.find(reference))?.status;

  it('does nothing when it is opened, however often, and shows nothing of the carer', async () => {
    const { url, reference } = await referred();
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).to.equal(200);
    const answer = await fetch(url);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(answer.headers.get('referrer-policy')).to.equal('no-referrer');
    expect(await answer.text()).not.to.match(/Bethan|dementia|mum|7700900/);
    expect(await statusOf(reference)).to.equal('open');
  });

  it('takes one answer, without JavaScript, and tells a stranger nothing after it', async () => {
    const { id, url, reference } = await referred();
    await page.goto(url);
    await page.getByRole('button', { name: 'Send the answer' }).click();
    expect(await page.locator('.govuk-error-summary').innerText()).to.include('Choose an answer');
    await page.getByLabel("No, we can't take it").check();
    await page.getByRole('button', { name: 'Send the answer' }).click();
    expect(await page.locator('.govuk-error-summary').innerText()).to.include('Write why');
    expect(await statusOf(reference)).to.equal('open');
    await page.getByLabel('Why? Our advisers read this.').fill('We only help people over 65.');
    await page.getByRole('button', { name: 'Send the answer' }).click();
    expect(await page.locator('h1').innerText()).to.equal('Thank you');
    expect(await statusOf(reference)).to.equal('declined');
    expect((await site.store.desk.rowOf(id))?.reasons.at(-1)?.words).to.equal('We only help people over 65.');
    const used = await fetch(url);
    const strange = await fetch(url.slice(0, -43) + 'x'.repeat(43));
    expect([used.status, strange.status]).to.deep.equal([404, 404]);
    // The pages are the same but for their own address.
    const shown = async (answer: Response) =>
      (await answer.text()).replace(/\/referrals\/answer\/[\w-]+/g, '');
    expect(await shown(used)).to.equal(await shown(strange));
    const again = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'accepted' }) });
    expect(again.status).to.equal(404);
    expect(await statusOf(reference)).to.equal('declined');
  });

  it('ends with its time', async () => {
    const { url, reference } = await referred();
    site.pass(27 * 24 * 60);
    expect((await fetch(url)).status).to.equal(200);
    site.pass(24 * 60);
    expect((await fetch(url)).status).to.equal(404);
    const late = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'accepted' }) });
    expect(late.status).to.equal(404);
    expect(await statusOf(reference)).to.equal('open');
  });

  it('can be answered by a machine, and refuses what is no answer', async () => {
    const { url, reference } = await referred();
    const post = (body: string) =>
      fetch(url, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        body,
      });
    for (const wrong of [
      '{"answer":"maybe"}',
      '{"answer":"declined"}',
      '{"answer":"redirected","reason":"x"}',
      '{',
    ])
      expect((await post(wrong)).status, wrong).to.equal(400);
    const taken = await post('{"answer":"accepted"}');
    expect([taken.status, await taken.json()]).to.deep.equal([200, { answer: 'accepted' }]);
    expect(await statusOf(reference)).to.equal('accepted');
  });

  it('is worked on at the desk of the partner that it goes on to: the story filled in, agreed and recorded', async () => {
    const { url, reference } = await referred();
    await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({
        answer: 'redirected',
        service: 'vale-unpaid-carers-hub',
        reason: 'Theirs.',
      }),
    });
    const onward = (await site.store.referrals.find(reference))?.onTo?.reference ?? '';
    const cookie = await site.signedIn(hub);
    const { hostname } = new URL(site.origin);
    await page
      .context()
      .addCookies([{ name: 'desk', value: cookie.slice('desk='.length), domain: hostname, path: '/' }]);
    await page.goto(`${site.origin}/desk?lang=en`);
    await page.getByRole('link', { name: 'Vale Unpaid Carers Hub' }).click();
    expect(await page.locator('table').innerText())
      .to.include('Bethan')
      .and.to.include(onward);
    await page.getByRole('link', { name: onward }).click();
    await page.getByLabel('Yes, we take it').check();
    await page.getByRole('button', { name: 'Send the answer' }).click();
    expect(await page.getByLabel('Their circumstances').inputValue()).to.include('dementia');
    expect(await page.getByLabel('Has an illness').isChecked()).to.equal(true);
    await page.getByLabel('What you agreed to do, and who does it').fill('A sitter on Thursdays.');
    await page.getByLabel('The carer agrees with what is written').check();
    await page.locator('[name=outcome][value=needs-carers-officer]').check();
    const views = async (): Promise<number> =>
      (await site.store.desk.audit({ area: 'vale-of-glamorgan' }, 100)).filter(
        ({ act }) => act === 'referral-viewed',
      ).length;
    const before = await views();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('.govuk-error-summary').innerText()).to.include('only when the carer agrees');
    expect(await views(), 'the story is shown again, and that is logged').to.equal(before + 1);
    expect(await page.getByLabel('What you agreed to do').inputValue()).to.equal('A sitter on Thursdays.');
    await page.getByLabel('The carer agrees that a carers officer reads it').check();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('.govuk-inset-text').innerText()).to.include('A sitter on Thursdays.');
    const officer = await site.signedIn({
      role: 'officer',
      area: 'vale-of-glamorgan',
      party: 'vale-officer-illness',
    });
    const [theirs] = await site.store.referrals.ofParty('vale-of-glamorgan', 'vale-officer-illness', 9);
    const path = `/desk/areas/vale-of-glamorgan/partners/vale-officer-illness/referrals/${theirs?.reference}`;
    const read = await fetch(site.origin + path, { headers: { cookie: officer } });
    expect(await read.text()).to.include('A sitter on Thursdays.');
  });

  it('shows the council counts and outcomes, and what an assessment says only by right and on the record', async () => {
    const path = '/desk/areas/vale-of-glamorgan/outcomes';
    const ask = async (cookie: string, of = path) => {
      const answer = await fetch(site.origin + of, { headers: { cookie } });
      return { status: answer.status, html: await answer.text() };
    };
    const [theirs] = await site.store.referrals.ofParty('vale-of-glamorgan', hub.party, 9);
    const content = `${path}/assessments?reference=${theirs?.reference}`;
    const officer = await site.signedIn({
      role: 'officer',
      area: 'vale-of-glamorgan',
      party: 'vale-officer-illness',
    });
    const counted = await ask(officer);
    expect(counted.status).to.equal(200);
    expect(counted.html)
      .to.include('Vale Unpaid Carers Hub')
      .and.not.to.match(/dementia|sitter/);
    expect((await ask(officer, content)).status).to.equal(403);
    const supervisor = await site.signedIn({ role: 'supervisor', area: 'vale-of-glamorgan' });
    expect((await ask(supervisor, content)).html).to.include('A sitter on Thursdays.');
    expect((await ask(supervisor, `${path}/assessments?reference=none`)).status).to.equal(404);
    const [logged] = await site.store.desk.audit({ area: 'vale-of-glamorgan' }, 1);
    expect(logged).to.include({ act: 'assessment-read', adviser: 'bethan' });
    const elsewhere = await site.signedIn({ role: 'supervisor', area: 'coventry' });
    expect((await ask(elsewhere, content)).status).to.equal(404);
  });

  for (const language of languages) {
    it(`has nothing that axe finds wrong, ${language}`, async () => {
      const { url } = await referred();
      const strict = await browser.newContext();
      const { page: seen, complaints } = await newPage(strict);
      const both = await site.signedIn(hub, { role: 'supervisor', area: 'vale-of-glamorgan' });
      const { hostname } = new URL(site.origin);
      await strict.addCookies([
        { name: 'desk', value: both.slice('desk='.length), domain: hostname, path: '/' },
      ]);
      const desk = '/desk/areas/vale-of-glamorgan';
      const list = `${desk}/partners/${hub.party}`;
      const [worked] = await site.store.referrals.ofParty('vale-of-glamorgan', hub.party, 9);
      const paths = [
        new URL(url).pathname,
        `/referrals/answer/${'x'.repeat(43)}`,
        list,
        `${list}/referrals/${worked?.reference}`,
        `${desk}/outcomes`,
        `${desk}/outcomes/assessments?reference=${worked?.reference}`,
      ];
      for (const path of paths) {
        await seen.goto(`${site.origin}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        for (const width of [390, 1280]) {
          await seen.setViewportSize({ width, height: 900 });
          await expectNoSidewaysScroll(seen, `${path} at ${width}`);
          for (const colorScheme of ['light', 'dark'] as const) {
            await seen.emulateMedia({ colorScheme });
            await expectAccessible(seen, `${path}, ${language}, ${colorScheme}, ${width}`);
          }
        }
      }
      await seen.goto(`${url}?lang=${language}`);
      await seen.locator('button[type=submit]').last().click();
      await expectAccessible(seen, `a problem, ${language}`);
      await seen.locator('[name=answer][value=accepted]').check();
      await seen.locator('button[type=submit]').last().click();
      await expectAccessible(seen, `the thanks, ${language}`);
      expect(complaints).to.deep.equal([]);
      await strict.close();
    });
  }
});
