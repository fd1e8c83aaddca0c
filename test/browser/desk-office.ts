import { expect } from 'chai';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '../../server/desk/adviser.js';
import { elsewhere, startDesk, type DeskSite } from '../server/desk/site.js';
import { launchChromium, type Browser } from './chromium.js';
import { newPage, type Complaints } from './pages.js';

export const vale = 'vale-of-glamorgan';
/** What people write who want to talk to somebody. */
export const wish = 'can I talk to a person';

/** Who works at the desk: everybody signed in before the first test, each in a window of their own. */
export const people = {
  bethan: { name: 'Bethan Rees', firstName: 'Bethan', role: 'adviser', area: vale },
  carys: { name: 'Carys Lloyd', firstName: 'Carys', role: 'adviser', area: vale },
  sioned: { name: 'Sioned Parry', firstName: 'Sioned', role: 'supervisor', area: vale },
  owen: { name: 'Owen Price', firstName: 'Owen', role: 'supervisor', area: elsewhere },
} as const satisfies Record<string, { name: string; firstName: string; role: Role; area: string }>;
export type Person = keyof typeof people;

/** A conversation that waits for an adviser, and the window of the person who began it. */
export interface Caller {
  page: Page;
  /** The conversation's id. */
  id: string;
  write(text: string): Promise<void>;
  /** Waits until the newest of what they see reads `text`. */
  hears(text: string): Promise<void>;
}

/** The whole service with people at the desk and people who write, in one Chromium. */
export class Office {
  #complaints: Complaints[] = [];
  readonly #contexts: BrowserContext[] = [];

  site!: DeskSite;
  browser!: Browser;

  async open(): Promise<void> {
    const limits = { RATE_LIMIT_ADDRESS: '100000', RATE_LIMIT_NUMBER: '1000' };
    this.site = await startDesk(() => Promise.resolve(limits));
    this.site.services.outbox.start();
    this.browser = await launchChromium();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.site.close();
  }

  /** Closes the windows of a test, and forgets what its pages complained of. */
  async clear(): Promise<Complaints> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    return this.#complaints.splice(0).flat();
  }

  /** A window in which somebody of the desk is signed in. */
  async window(person: Person, options: BrowserContextOptions = {}): Promise<Page> {
    const { name, firstName, role, area } = people[person];
    const cookie = await this.site.signedInAs({
      id: person,
      name,
      firstName,
      team: null,
      grants: [{ role, area }],
    });
    const context = await this.#context({ viewport: { width: 1440, height: 900 }, ...options });
    const [cookieName = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name: cookieName, value, url: this.site.origin }]);
    return this.#page(context);
  }

  /** The address of a page of ours. */
  at(path: string): string {
    return `${this.site.origin}${path}`;
  }

  /** Opens a live queue in a window. */
  async queue(page: Page): Promise<void> {
    await page.goto(this.at(`/desk/areas/${vale}`));
    await isLive(page);
  }

  /** Opens a conversation in a window, and takes it. */
  async take(page: Page, { id }: Caller): Promise<void> {
    await page.goto(this.at(`/desk/conversations/${id}`));
    await page.getByRole('button', { name: 'Take this conversation' }).click();
    await page.getByText('You are answering. Fingerpost is silent.').waitFor();
    await isLive(page);
  }

  /** Somebody on the web page who has asked for a person. */
  async web(...texts: string[]): Promise<Caller> {
    const page = await this.#page(await this.#context({ viewport: { width: 390, height: 844 } }));
    await page.goto(`${this.site.origin}/chat/${vale}?lang=en`);
    await page.locator('#enter-hint').waitFor({ state: 'visible' });
    return this.#caller(page, '.composer__row button', '.message__text', texts);
  }

  /** Somebody who texts, by the phone of the try page: its texts go through the webhooks and the outbox. */
  sms(...texts: string[]): Promise<Caller> {
    return this.#phone('sms', texts);
  }

  /** The same by WhatsApp. */
  whatsapp(...texts: string[]): Promise<Caller> {
    return this.#phone('whatsapp', texts);
  }

  async #phone(channel: 'sms' | 'whatsapp', texts: string[]): Promise<Caller> {
    const page = await this.#page(await this.#context({ viewport: { width: 390, height: 844 } }));
    await page.goto(this.at(`/try?channel=${channel}`));
    return this.#caller(page, '.phone__form button', '.message__text', texts);
  }

  async #caller(page: Page, send: string, heard: string, texts: string[]): Promise<Caller> {
    const write = async (text: string): Promise<void> => {
      await page.fill('#message', text);
      await page.click(send);
      await page.locator(heard).getByText(text, { exact: true }).first().waitFor();
    };
    const before = await this.#waiting();
    for (const text of texts) await write(text);
    let id: string | undefined;
    while (id === undefined) {
      const now = await this.#waiting();
      id = now.find((each) => !before.includes(each));
      await page.waitForTimeout(50);
    }
    const hears = async (text: string): Promise<void> => {
      await page.locator(heard).filter({ hasText: text }).last().waitFor();
    };
    return { page, id, write, hears };
  }

  async #waiting(): Promise<string[]> {
    const rows = await this.site.store.desk.waiting(vale, 100);
    return rows.map(({ conversationId }) => conversationId);
  }

  async #context(options: BrowserContextOptions): Promise<BrowserContext> {
    const context = await this.browser.newContext({ reducedMotion: 'reduce', ...options });
    this.#contexts.push(context);
    return context;
  }

  async #page(context: BrowserContext): Promise<Page> {
    const { page, complaints } = await newPage(context);
    page.setDefaultTimeout(20_000);
    this.#complaints.push(complaints);
    return page;
  }
}

/** The office of the tests that are about to be declared; none of their pages may complain of anything. */
export function officeOfTheseTests(): Office {
  const office = new Office();
  before(() => office.open());
  after(() => office.close());
  afterEach(async () => {
    expect(await office.clear(), 'what the pages complained of').to.deep.equal([]);
  });
  return office;
}

/** The row of a conversation, in whatever list of the page. */
export function row(page: Page, { id }: Caller) {
  return page.locator(`[data-case="${id}"]`);
}

/** Says something in the conversation that is open. */
export async function reply(page: Page, words: string): Promise<void> {
  await page.fill('#reply', words);
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.line--adviser').filter({ hasText: words }).waitFor();
}

/** Opens a tool and presses its button, with what it asks for. */
export async function use(
  page: Page,
  tool: string,
  fill: (form: ReturnType<Page['locator']>) => Promise<unknown>,
): Promise<void> {
  const details = page.locator(`#${tool}-tool`);
  await details.locator('summary').click();
  await fill(details);
  await details.getByRole('button').last().click();
}

/** The lines of a conversation as an adviser sees them: whose, and what. */
export function lines(page: Page): Promise<string[]> {
  return page.locator('#lines .line').evaluateAll((all) =>
    all.map((line) => {
      const who = line.querySelector('.line__who')?.textContent ?? '';
      return `${who}: ${line.querySelector('.line__text')?.textContent ?? ''}`;
    }),
  );
}

/** Waits until a page that follows something is live. */
export async function isLive(page: Page): Promise<void> {
  await page.locator('#live:not(:empty):not(.desk-live--off)').waitFor({ state: 'attached' });
}
