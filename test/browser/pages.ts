/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything a page complained of: errors of its scripts, and what its content security policy refused. */
export type Complaints = string[];

/** Opens a page that notes its complaints. */
export async function newPage(context: BrowserContext): Promise<{ page: Page; complaints: Complaints }> {
  const page = await context.newPage();
  const complaints: Complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  return { page, complaints };
}

/** Fails with everything that axe finds wrong on the page as it is. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Evaluated by the debugger, so that the page's own policy stays as strict as it is.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(found, what).to.deep.equal([]);
}

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[];
}

/** Fails when the page can be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, what).to.equal(0);
}

/** Types into the box and presses Send. */
export async function say(page: Page, text: string): Promise<void> {
  await page.fill('#message', text);
  await page.click('.composer__row button');
}

/** Waits until the newest message of ours reads `text`. */
export async function hears(page: Page, text: string): Promise<void> {
  await page.locator('.message--us').last().getByText(text, { exact: false }).waitFor();
}

/** The transcript as it stands: who, and what. */
export function transcript(page: Page): Promise<string[]> {
  return page.locator('.message').evaluateAll((messages) =>
    messages.map((message) => {
      const who = message.querySelector('.message__who')?.textContent ?? '';
      return `${who}: ${message.querySelector('.message__text')?.textContent ?? ''}`;
    }),
  );
}
