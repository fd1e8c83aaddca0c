/// <reference lib="dom" />
import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSingle, withoutDisk, type RedisSet } from '../server/store/redis/servers.js';
import { startProgram, stopProgram, type Program } from '../server/whole/program.js';
import { Relay } from '../server/whole/relay.js';
import { launchChromium, sizes, type Browser } from './chromium.js';
import { newPage, say, transcript } from './pages.js';

const telling = 'I look after my mum in Barry';

describe('the web chat while the store is away', function () {
  this.timeout(120_000);
  let browser: Browser;
  let set: RedisSet;
  let relay: Relay;
  let program: Program;
  let folder: string;
  before(async () => {
    [browser, set] = await Promise.all([launchChromium(), startSingle(withoutDisk)]);
    relay = await Relay.start(() => set.servers[0]!.port);
    folder = await mkdtemp(join(tmpdir(), 'away-'));
    program = startProgram({
      STORE_URL: `redis://127.0.0.1:${relay.port}`,
      DATA_DIR: folder,
      LOG_LEVEL: 'fatal',
    });
  });
  after(async () => {
    await stopProgram(program);
    await relay.close();
    await Promise.all([browser.close(), set.destroy(), rm(folder, { recursive: true })]);
  });

  it('says honestly that it tries again, and loses nothing that was typed', async () => {
    const address = await program.address;
    const context = await browser.newContext({ viewport: sizes.phone });
    const { page } = await newPage(context);
    await page.goto(`${address}/chat/vale-of-glamorgan?lang=en`);
    await page.locator('#enter-hint').waitFor({ state: 'visible' });
    relay.cut();
    await say(page, telling);
    await page.getByText('This was not sent.').waitFor();
    await page.getByText('The connection was lost. Trying again.').waitFor();
    await page.fill('#message', 'half a thought');
    expect((await fetch(`${address}/health/ready`)).status).to.equal(503);
    relay.restore();
    await page.getByText('This was not sent.').waitFor({ state: 'detached' });
    const lines = (): Promise<string[]> => transcript(page);
    while (!(await lines()).at(-1)?.startsWith('Fingerpost:')) await page.waitForTimeout(50);
    expect((await lines()).filter((line) => line === `You: ${telling}`)).to.have.length(1);
    expect(await page.inputValue('#message')).to.equal('half a thought');
    const live = await lines();
    await page.reload();
    expect(await transcript(page), 'the same as it is kept').to.deep.equal(live);
    await context.close();
  });
});
