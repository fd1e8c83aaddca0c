import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messagesPath } from '../../../server/twilio/paths.js';
import { runModule } from '../commands/run-command.js';
import { freePort, startSingle, withoutDisk } from '../store/redis/servers.js';
import { inboundForm, postWebhook } from '../twilio/stand-in.js';
import { createDeployment, ourNumber, publicUrl } from './deployment.js';
import { openWebConversation } from './people.js';
import { startProgram, stopProgram } from './program.js';

const made = (): string => randomBytes(24).toString('hex');

/** Values that stand nowhere else, one for each variable that is secret or holds a secret. */
const secrets = {
  SECRET: made(),
  DATA_KEYS: randomBytes(32).toString('base64'),
  TWILIO_AUTH_TOKEN: made(),
  OIDC_CLIENT_SECRET: made(),
  SMTP_URL: made(),
  REFERRAL_SECRETS: made(),
  MICROSOFT_APP_PASSWORD: made(),
  CLU_KEY: made(),
  LUIS_KEY: made(),
  STORE_URL: made(),
};

function expectNone(output: string, what: string): void {
  for (const [name, value] of Object.entries(secrets)) {
    for (const form of [value, encodeURIComponent(value), Buffer.from(value).toString('base64')]) {
      expect(output.includes(form), `${name} in ${what}`).to.equal(false);
    }
  }
}

describe('the secrets of a deployment', function () {
  this.timeout(120_000);

  it('are in no log and in no answer, whatever fails that they are for', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    const deployment = await createDeployment();
    try {
      // Twilio, the mail server, the provider, Microsoft and the recogniser all refuse us or are not there.
      const program = deployment.start({
        ...{ LOG_LEVEL: 'trace', SECRET: secrets.SECRET, DATA_KEYS: `a:${secrets.DATA_KEYS}` },
        ...{ TWILIO_AUTH_TOKEN: secrets.TWILIO_AUTH_TOKEN, TWILIO_API_URL: `http://${nobody}` },
        SMTP_URL: `smtp://someone:${secrets.SMTP_URL}@127.0.0.1:${deployment.mail.port}`,
        ...{
          OIDC_ISSUER: `http://${nobody}`,
          OIDC_CLIENT_ID: 'us',
          OIDC_CLIENT_SECRET: secrets.OIDC_CLIENT_SECRET,
        },
        MICROSOFT_APP_ID: '11111111-2222-3333-4444-555555555555',
        MICROSOFT_APP_PASSWORD: secrets.MICROSOFT_APP_PASSWORD,
        ...{ MICROSOFT_LOGIN_URL: `http://${nobody}`, MICROSOFT_OPENID_URL: `http://${nobody}/x` },
        ...{ RECOGNISER: 'clu', CLU_ENDPOINT: `http://${nobody}`, CLU_KEY: secrets.CLU_KEY },
        ...{ CLU_PROJECT: 'p', CLU_DEPLOYMENT: 'd' },
      });
      const address = await program.address;
      const answers: string[] = [];
      const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
        const response = await fetch(address + path, { redirect: 'manual', ...init });
        answers.push(await response.text());
        response.headers.forEach((value, name) => answers.push(`${name}: ${value}`));
      };
      const json = { 'content-type': 'application/json' };
      await ask('/desk/sign-in?lang=en');
      await ask('/desk/sign-in/start');
      await ask('/desk/sign-in/return?code=x&state=y');
      await ask('/api/messages', {
        method: 'POST',
        headers: { ...json, authorization: 'Bearer a.b.c' },
        body: '{}',
      });
      await ask('/api/messages', { method: 'POST', headers: json, body: '{"type":' });
      for (const path of ['/health/ready', '/metrics', '/chat/vale-of-glamorgan', '/nowhere'])
        await ask(path);
      await openWebConversation(address);
      const form = inboundForm({ Body: 'I look after my mum', From: '+447700900123', To: ourNumber });
      const webhook = { url: address + messagesPath, signedFor: publicUrl + messagesPath, form };
      expect((await postWebhook({ ...webhook, token: secrets.TWILIO_AUTH_TOKEN })).status).to.equal(200);
      expect((await postWebhook(webhook)).status).to.equal(403);
      while (!program.output().includes('Twilio did not take a message')) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await stopProgram(program);
      expectNone(program.output(), 'the log');
      expectNone(answers.join('\n'), 'an answer');
    } finally {
      await deployment.close();
    }
  });

  it('are not quoted when the configuration is wrong', async () => {
    const program = startProgram({
      NODE_ENV: 'production',
      ...{ SECRET: secrets.SECRET.slice(0, 31), DATA_KEYS: `A B:${secrets.DATA_KEYS}` },
      ...{
        TWILIO_AUTH_TOKEN: secrets.TWILIO_AUTH_TOKEN.slice(0, 20),
        STORE_URL: `redis://:${secrets.STORE_URL}@a b`,
      },
      ...{
        SMTP_URL: `http://a:${secrets.SMTP_URL}@b`,
        REFERRAL_SECRETS: `Not An Id=${secrets.REFERRAL_SECRETS}`,
      },
      ...{ RECOGNISER: 'luis', LUIS_KEY: secrets.LUIS_KEY },
    });
    expect((await program.ended).code).to.equal(1);
    const output = program.output();
    for (const name of [
      'SECRET',
      'DATA_KEYS',
      'TWILIO_AUTH_TOKEN',
      'STORE_URL',
      'SMTP_URL',
      'REFERRAL_SECRETS',
    ]) {
      expect(output).to.match(new RegExp(`^  ${name} `, 'm'));
    }
    expectNone(output, 'what it says');
    expect(output)
      .not.to.include(secrets.SECRET.slice(0, 20))
      .and.not.to.include(secrets.TWILIO_AUTH_TOKEN.slice(0, 20));
  });

  it('are not quoted when Redis refuses the login, or a command fails', async () => {
    const set = await startSingle(withoutDisk);
    const folder = await mkdtemp(join(tmpdir(), 'quiet-'));
    try {
      const [server] = set.servers;
      await server!.ask('CONFIG', 'SET', 'requirepass', made());
      const env = {
        STORE_URL: `redis://:${secrets.STORE_URL}@${server!.address}`,
        DATA_KEYS: `a:${secrets.DATA_KEYS}`,
      };
      const program = startProgram({ ...env, DATA_DIR: folder });
      expect((await program.ended).code).to.equal(1);
      expectNone(program.output(), 'what it says');
      for (const command of ['backup', 'restore', 'rotate-keys']) {
        const file = command === 'rotate-keys' ? [] : [join(folder, 'file')];
        const ran = await runModule(`maintenance/${command}`, file, { env });
        expect(ran.code, command).to.equal(1);
        expectNone(ran.out + ran.errors, command);
      }
    } finally {
      await set.destroy();
      await rm(folder, { recursive: true });
    }
  });
});
