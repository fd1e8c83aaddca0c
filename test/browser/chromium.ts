import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The sizes every page is tested at, in CSS pixels. */
export const sizes = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
} as const;

/** Each size in light and in dark, ready for a context of its own. */
export const looks = Object.entries(sizes).flatMap(([size, viewport]) =>
  (['light', 'dark'] as const).map((colorScheme) => ({
    name: `${size}, ${colorScheme}`,
    options: { viewport, colorScheme, reducedMotion: 'reduce' } as const,
  })),
);

/** One Chromium; each context of it is a person with a browser of their own. */
export interface Browser {
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/**
 * Playwright switches off, among other things, the storage that browsers give to a frame on another site. A list of
 * our own takes the place of its list.
 */
const withFrameStorage = '--disable-features=Translate,MediaRouter,OptimizationHints,HttpsUpgrades';

/**
 * Starts a headless Chromium: that of CHROMIUM_PATH, else the system's.
 * @param frameStorage false for a browser that keeps all storage from frames on other sites, as strict settings do
 */
export async function launchChromium({ frameStorage = true } = {}): Promise<Browser> {
  const home = await mkdtemp(join(tmpdir(), 'chromium-'));
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: frameStorage ? [...flags, withFrameStorage] : flags,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  return {
    newContext: (options) => browser.newContext({ locale: 'en-GB', ...options }),
    async close() {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
