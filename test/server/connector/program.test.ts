import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram, stopProgram, type Program } from '../whole/program.js';
import { appId, appPassword, ConnectorStandIn } from './stand-in.js';

describe('the whole program behind a Bot Framework connector', function () {
  this.timeout(120_000);
  let dataDir: string;
  let standIn: ConnectorStandIn;
  let program: Program;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fingerpost-connector-'));
    standIn = await ConnectorStandIn.start();
    program = startProgram({
      DATA_DIR: dataDir,
      MICROSOFT_APP_ID: appId,
      MICROSOFT_APP_PASSWORD: appPassword,
      MICROSOFT_SERVICE_HOSTS: '127.0.0.1',
      MICROSOFT_LOGIN_URL: standIn.url,
      MICROSOFT_TOKEN_ISSUER: standIn.url,
      MICROSOFT_OPENID_URL: `${standIn.url}/openid`,
    });
  });
  after(async () => {
    await stopProgram(program);
    await standIn.close();
    await rm(dataDir, { recursive: true });
  });

  const say = async (id: string, text: string): Promise<number> => {
    const activity = {
      type: 'message',
      id,
      channelId: 'msteams',
      serviceUrl: standIn.url,
      from: { id: '29:person' },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:conversation', conversationType: 'personal' },
      text,
    };
    const response = await fetch(`${await program.address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await standIn.token()}` },
      body: JSON.stringify(activity),
    });
    return response.status;
  };
  /** Waits until something that holds `part` has been said, and returns it. */
  const hears = async (part: string): Promise<string> => {
    for (;;) {
      const found = standIn.posted.find(({ text }) => text.includes(part));
      if (found) return found.text;
      await sleep(50);
    }
  };

  it('holds the same conversation as every other channel', async () => {
    expect(await say('1', 'i look after my mum in barry, she has dementia')).to.equal(200);
    const first = await hears('your mum');
    expect(first).to.include('automated');
    expect(first, 'numbered choices').to.match(/^1[.)]? /m);
    expect(await say('1', 'i look after my mum in barry, she has dementia')).to.equal(200);
    expect(await say('2', 'i want to end it all')).to.equal(200);
    await hears('999');
    const said = standIn.posted.map(({ text }) => text);
    expect(said.filter((text) => text === first)).to.have.length(1);
  });
});
