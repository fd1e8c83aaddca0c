import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWebConversation } from '../whole/people.js';
import { main, startAt, startProgram, stopProgram } from '../whole/program.js';

/** Room for some dozens of messages. */
const fileBlocks = 6_000;

describe('a disk that is full', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'full-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is told to whoever writes, who loses nothing: once there is room, each message is there once', async () => {
    const env = { DATA_DIR: folder, LOG_LEVEL: 'fatal', RATE_LIMIT_ADDRESS: '100000' };
    const full = startAt(main, { env, fileBlocks });
    let address = await full.address;
    const { conversationId, token } = await openWebConversation(address);
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const post = async (id: string): Promise<number> => {
      const activity = {
        type: 'message',
        text: `${id} ${'mum '.repeat(700)}`,
        channelData: { clientActivityID: id },
      };
      const response = await fetch(address + path, {
        method: 'POST',
        headers,
        body: JSON.stringify(activity),
      });
      await response.arrayBuffer();
      return response.status;
    };
    const said: string[] = [];
    let refused: string | null = null;
    while (refused === null) {
      const id = `word-${said.length + 1}-${randomUUID()}`;
      const status = await post(id);
      expect(status).to.be.oneOf([200, 503]);
      if (status === 200) said.push(id);
      else refused = id;
    }
    expect(said.length).to.be.greaterThan(5);
    expect(await post(refused), 'as long as it is full').to.equal(503);
    expect((await fetch(`${address}/health/live`)).status, 'the process goes on').to.equal(200);
    full.child.kill('SIGKILL');
    await full.ended;

    const roomy = startProgram(env);
    address = await roomy.address;
    expect(await post(refused)).to.equal(200);
    const texts: string[] = [];
    for (let watermark = '', before = '-'; watermark !== before;) {
      before = watermark;
      const response = await fetch(`${address}${path}?watermark=${before}`, { headers });
      const page = (await response.json()) as { activities: { text?: string }[]; watermark: string };
      texts.push(
        ...page.activities.flatMap(({ text }) => (text?.startsWith('word-') === true ? [text] : [])),
      );
      watermark = page.watermark;
    }
    expect(texts.map((text) => text.split(' ')[0])).to.deep.equal([...said, refused]);
    expect(await stopProgram(roomy)).to.deep.equal({ code: 0, signal: null });
  });
});
