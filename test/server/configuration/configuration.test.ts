import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../content/project-root.js';
import { readConfiguration } from '../../../server/configuration/configuration.js';
import { ConfigurationError } from '../../../server/configuration/errors.js';
import { variableNames } from '../../../server/configuration/variables.js';

const known = {
  areas: new Map([
    ['vale-of-glamorgan', ['hub', 'advice-line']],
    ['elsewhere', ['hub']],
  ]),
};

function problemsOf(env: NodeJS.ProcessEnv): ConfigurationError {
  try {
    readConfiguration(env, known);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

const wrongVariables = (env: NodeJS.ProcessEnv): string[] =>
  problemsOf(env).problems.map((each) => each.variable);

const twilio = {
  PUBLIC_URL: 'https://carers.example.org',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: '1'.repeat(32),
  TWILIO_MESSAGING_SERVICE_SID: `MG${'2'.repeat(32)}`,
  TWILIO_NUMBERS: '+441632960001=vale-of-glamorgan, +441632960002=elsewhere',
};
const microsoft = {
  MICROSOFT_APP_ID: '11111111-2222-3333-4444-555555555555',
  MICROSOFT_APP_PASSWORD: 'a client secret',
};
const email = {
  SMTP_URL: 'smtp://mail.example.org:587',
  MAIL_FROM: 'Fingerpost <referrals@example.org>',
  REFERRAL_INBOXES: 'hub=hub@example.org,advice-line=line@example.org',
};

describe('configuration', () => {
  it("connects Bot Framework's channels to Microsoft's public cloud when there is an app, and not without", () => {
    expect(readConfiguration({}, known).microsoft).to.equal(null);
    expect(readConfiguration(microsoft, known).microsoft).to.deep.equal({
      cloud: {
        registration: {
          appId: microsoft.MICROSOFT_APP_ID,
          appPassword: microsoft.MICROSOFT_APP_PASSWORD,
          loginUrl: 'https://login.microsoftonline.com/botframework.com',
        },
        tokenIssuer: 'https://api.botframework.com',
        openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      },
      serviceHosts: ['smba.trafficmanager.net', '*.botframework.com'],
    });
    expect(wrongVariables({ MICROSOFT_SERVICE_HOSTS: 'example.org' })).to.deep.equal([
      'MICROSOFT_APP_ID',
      'MICROSOFT_APP_PASSWORD',
    ]);
    for (const [name, value] of Object.entries({
      MICROSOFT_APP_ID: 'my bot',
      MICROSOFT_APP_TENANT_ID: 'a/b',
      MICROSOFT_SERVICE_HOSTS: 'https://example.org',
      MICROSOFT_LOGIN_URL: 'http://login.example.org',
    })) {
      expect(wrongVariables({ ...microsoft, [name]: value }), name).to.include(name);
    }
  });

  it('starts with nothing set', () => {
    const configuration = readConfiguration({}, known);
    expect(configuration.port).to.equal(3978);
    expect(configuration.publicUrl.href).to.equal('http://localhost:3978/');
    expect(configuration.store).to.deep.equal({
      kind: 'sqlite',
      file: join(configuration.dataDir, 'fingerpost.db'),
      dataKeys: [],
    });
    expect(configuration.twilio).to.equal(null);
    expect(configuration.email).to.equal(null);
    expect(configuration.secret).to.equal(null);
    expect(configuration.retentionDays).to.equal(90);
  });

  it('takes an empty value for one that is not set', () => {
    expect(readConfiguration({ PORT: '', TWILIO_FROM: ' ', SECRET: '' }, known).port).to.equal(3978);
  });

  it('keeps the store in the data folder unless told otherwise', () => {
    expect(readConfiguration({ DATA_DIR: '/srv/kept' }, known).store).to.deep.equal({
      kind: 'sqlite',
      file: '/srv/kept/fingerpost.db',
      dataKeys: [],
    });
    expect(readConfiguration({ STORE_URL: 'sqlite:/srv/a.db' }, known).store).to.deep.equal({
      kind: 'sqlite',
      file: '/srv/a.db',
      dataKeys: [],
    });
  });

  it('reports every failure at once, with the variable, what is wrong and what to write', () => {
    const { problems, message } = problemsOf({ PORT: 'eighty', LOG_LEVEL: 'loud', RETENTION_DAYS: '0' });
    expect(problems.map((each) => each.variable)).to.deep.equal(['PORT', 'RETENTION_DAYS', 'LOG_LEVEL']);
    for (const problem of problems) {
      expect(message).to.include(`${problem.variable} ${problem.wrong}. Write ${problem.write}.`);
    }
    expect(message).to.include('PORT is not a whole number. Write a port number from 0 to 65535');
  });

  it('never repeats a value, because it may be a secret', () => {
    const { message } = problemsOf({
      SECRET: 'too-short-a-secret',
      SMTP_URL: 'http://user:hunter2@example.org',
    });
    expect(message).not.to.match(/too-short-a-secret|hunter2/);
  });

  const refused: Record<string, string[]> = {
    PORT: ['-1', '65536', '3978.5', '0x50'],
    HOST: ['not a host'],
    PUBLIC_URL: [
      'carers.example.org',
      'ftp://example.org',
      'https://example.org/chat',
      'https://example.org/?a=b',
    ],
    TRUST_PROXY: ['true', 'proxy.example.org', ','],
    STORE_URL: [
      'postgres://example.org',
      'data/fingerpost.db',
      'redis://',
      'redis://one,two',
      'redis://localhost/0/1',
      'redis-sentinel://one,two',
      'redis-cluster://one,two/3',
      'redis://local host',
    ],
    STORE_REPLICAS: ['-1', '6', 'all'],
    STORE_DURABILITY: ['maybe'],
    DEFAULT_AREA: ['Vale of Glamorgan', 'atlantis'],
    SECRET: ['x'.repeat(31)],
    WEB_TOKEN_MINUTES: ['15', '1441'],
    EMBED_ORIGINS: ['*', 'https://example.org/page', 'https://a.example.org, b.example.org'],
    DIRECT_LINE_ORIGINS: ['null'],
    EXIT_URL: ['javascript:alert(1)'],
    RATE_LIMIT_ADDRESS: ['0', 'many'],
    RATE_LIMIT_NUMBER: ['1001'],
    NODE_ENV: ['staging'],
    TWILIO_ACCOUNT_SID: ['AC123', `MG${'0'.repeat(32)}`],
    TWILIO_FROM: ['01234 567890', '+0123456789'],
    TWILIO_API_URL: ['http://api.example.org', 'https://api.example.org/2010-04-01', 'api.example.org'],
    OUTBOX_SEND_SECONDS: ['2', '601', 'soon'],
    TWILIO_NUMBERS: [
      '+441632960001',
      '+441632960001=elsewhere,+441632960001=elsewhere',
      '+441632960001=atlantis',
    ],
    SMTP_URL: ['mail.example.org:25', 'http://mail.example.org'],
    MAIL_FROM: ['Fingerpost', 'Fingerpost <nobody>'],
    OIDC_ISSUER: ['login.example.org', 'http://login.example.org'],
    OIDC_SCOPE: ['profile'],
    OIDC_ROLE_NAMES: ['staff', 'staff=owner:*', 'staff=adviser', 'staff=adviser:atlantis', '=adviser:*'],
    DESK_IDLE_MINUTES: ['4', '481'],
    DESK_SESSION_HOURS: ['0', '25'],
    REFERRAL_INBOXES: ['hub', 'hub=nobody', 'hub=a@example.org,hub=b@example.org'],
  };
  for (const [variable, values] of Object.entries(refused)) {
    for (const value of values) {
      it(`refuses ${variable}=${value}`, () => {
        expect(wrongVariables({ [variable]: value })).to.include(variable);
      });
    }
  }

  it('reads proxies as a number or as addresses', () => {
    expect(readConfiguration({ TRUST_PROXY: '2' }, known).trustProxy).to.equal(2);
    expect(readConfiguration({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }, known).trustProxy).to.deep.equal([
      'loopback',
      '10.0.0.0/8',
    ]);
  });

  it('reads the keys of what is kept, each with its name, and tells of wrong ones without showing them', () => {
    const one = Buffer.alloc(32, 7);
    const two = Buffer.alloc(32, 8);
    const { store } = readConfiguration(
      { DATA_KEYS: `b:${one.toString('base64')}, 2026-11:${two.toString('base64url')}` },
      known,
    );
    expect(store.dataKeys).to.deep.equal([
      { id: 'b', bytes: one },
      { id: '2026-11', bytes: two },
    ]);
    const key = one.toString('base64');
    for (const wrong of [
      ...[key, `a:${key}x`, `:${key}`, 'a:', 'a:not base64', `Old Key:${key}`, `a:${key.slice(4)}`],
      `${'a'.repeat(17)}:${key}`,
      `a:${key},a:${two.toString('base64')}`,
    ]) {
      const { problems, message } = problemsOf({ DATA_KEYS: wrong });
      expect(
        problems.map(({ variable }) => variable),
        wrong,
      ).to.deep.equal(['DATA_KEYS']);
      expect(message).not.to.include(key.slice(0, 10));
    }
  });

  it('reads where a Redis is, in each of its forms', () => {
    const storeOf = (env: Record<string, string>) => readConfiguration(env, known).store;
    const plain = { username: null, password: null, tls: false, database: 0, set: null };
    const usual = { kind: 'redis', replicas: 0, durability: 'disk', dataKeys: [] };
    const one = { form: 'single', nodes: [{ host: 'localhost', port: 6379 }] };
    expect(storeOf({ STORE_URL: 'redis://localhost' })).to.deep.equal({
      ...usual,
      address: { ...plain, ...one },
    });
    expect(storeOf({ STORE_URL: 'rediss://us%40er:p%3Aw:d@[::1]:7000/2' })).to.deep.equal({
      ...usual,
      address: {
        ...{ form: 'single', tls: true, username: 'us@er', password: 'p:w:d', database: 2, set: null },
        nodes: [{ host: '::1', port: 7000 }],
      },
    });
    expect(
      storeOf({ STORE_URL: 'redis-sentinel://:word@one,two:1/carers/3', STORE_DURABILITY: 'second' }),
    ).to.deep.equal({
      ...usual,
      replicas: 1,
      durability: 'second',
      address: {
        ...{ ...plain, form: 'sentinel', password: 'word', database: 3, set: 'carers' },
        nodes: [
          { host: 'one', port: 26379 },
          { host: 'two', port: 1 },
        ],
      },
    });
    expect(storeOf({ STORE_URL: 'rediss-cluster://one:1,two:2', STORE_REPLICAS: '2' })).to.deep.equal({
      ...usual,
      replicas: 2,
      address: {
        ...{ ...plain, form: 'cluster', tls: true },
        nodes: [
          { host: 'one', port: 1 },
          { host: 'two', port: 2 },
        ],
      },
    });
  });

  it('needs a secret and a private address in production', () => {
    expect(wrongVariables({ NODE_ENV: 'production', PUBLIC_URL: 'http://carers.example.org' })).to.deep.equal(
      ['SECRET', 'PUBLIC_URL'],
    );
    expect(readConfiguration({ NODE_ENV: 'production', SECRET: 's'.repeat(32) }, known).production).to.equal(
      true,
    );
  });

  it('reads Twilio when all of it is there', () => {
    const configuration = readConfiguration(twilio, known);
    expect(configuration.twilio?.numbers.get('+441632960002')).to.equal('elsewhere');
    expect(configuration.twilio?.messagingServiceSid).to.equal(twilio.TWILIO_MESSAGING_SERVICE_SID);
  });

  it('calls Twilio where it is told to: in one of its regions, or on this machine', () => {
    expect(readConfiguration(twilio, known).twilio?.apiUrl).to.equal(null);
    for (const url of ['https://api.dublin.ie1.twilio.com', 'http://127.0.0.1:4010']) {
      const configuration = readConfiguration({ ...twilio, TWILIO_API_URL: url }, known);
      expect(configuration.twilio?.apiUrl?.origin).to.equal(url);
    }
  });

  for (const variable of Object.keys(twilio)) {
    it(`refuses Twilio without ${variable}`, () => {
      expect(wrongVariables({ ...twilio, [variable]: '' })).to.deep.equal([variable]);
    });
  }

  it('takes a number to send from in place of a messaging service', () => {
    const env = { ...twilio, TWILIO_MESSAGING_SERVICE_SID: '', TWILIO_FROM: '+441632960001' };
    expect(readConfiguration(env, known).twilio?.from).to.equal('+441632960001');
  });

  it('reads email when all of it is there, and insists on encryption beyond this machine', () => {
    expect(readConfiguration(email, known).email?.requireTls).to.equal(true);
    expect(
      readConfiguration({ ...email, SMTP_URL: 'smtp://localhost:25' }, known).email?.requireTls,
    ).to.equal(false);
    expect(readConfiguration(email, known).email?.inboxes.get('hub')).to.equal('hub@example.org');
  });

  for (const variable of ['MAIL_FROM', 'REFERRAL_INBOXES']) {
    it(`refuses SMTP_URL without ${variable}`, () => {
      expect(wrongVariables({ ...email, [variable]: '' })).to.deep.equal([variable]);
    });
  }

  it('needs inboxes only for the areas that are served, and refuses an area that is not there', () => {
    const env = {
      ...email,
      AREAS: 'elsewhere',
      DEFAULT_AREA: 'elsewhere',
      REFERRAL_INBOXES: 'hub=hub@example.org',
    };
    expect(readConfiguration(env, known).areas).to.deep.equal(['elsewhere']);
    expect(readConfiguration(email, known).areas).to.equal(null);
    const unserved = problemsOf({ AREAS: 'elsewhere' }).message;
    expect(unserved).to.include('DEFAULT_AREA names an area that is not served');
    expect(problemsOf({ AREAS: 'atlantis' }).message).to.include(
      'AREAS names areas that are not in the content (atlantis)',
    );
  });

  it('refuses a mail server while a service has no inbox', () => {
    const { message } = problemsOf({ ...email, REFERRAL_INBOXES: 'hub=hub@example.org' });
    expect(message).to.include('REFERRAL_INBOXES has no inbox for advice-line');
  });

  const oidc = {
    PUBLIC_URL: 'https://carers.example.org',
    OIDC_ISSUER: 'https://login.example.org/realms/council',
    OIDC_CLIENT_ID: 'fingerpost',
  };

  it('reads the provider that advisers sign in at, with or without a secret', () => {
    const { desk } = readConfiguration(oidc, known);
    expect(desk.oidc?.issuer.href).to.equal(oidc.OIDC_ISSUER);
    expect(desk.oidc?.clientSecret).to.equal(null);
    const env = { ...oidc, OIDC_CLIENT_SECRET: 'secret', OIDC_ROLE_NAMES: 'hub staff=adviser:elsewhere' };
    const full = readConfiguration(env, known).desk.oidc;
    expect(full?.clientSecret).to.equal('secret');
    expect(full?.claims.roleNames.get('hub staff')).to.deep.equal({ role: 'adviser', area: 'elsewhere' });
  });

  for (const variable of Object.keys(oidc)) {
    it(`refuses OpenID Connect without ${variable}`, () => {
      const half = { ...oidc, OIDC_CLIENT_SECRET: 'secret', [variable]: '' };
      expect(wrongVariables(half)).to.deep.equal([variable]);
    });
  }

  it('allows the sign-in link on a laptop alone: not beside a provider, nor in production', () => {
    const production = { NODE_ENV: 'production', SECRET: 's'.repeat(32) };
    const allowed = [{}, oidc, production, { ...production, ...oidc }].map(
      (env) => readConfiguration(env, known).desk.linkAllowed,
    );
    expect(allowed).to.deep.equal([true, false, false, false]);
  });

  it('is explained in .env.example, variable for variable', () => {
    const example = readFileSync(join(projectRoot, '.env.example'), 'utf8');
    const listed = [...example.matchAll(/^([A-Z][A-Z_]*)=(.*)$/gm)];
    expect(listed.map((match) => match[1]).sort()).to.deep.equal([...variableNames].sort());
    expect(
      readConfiguration(Object.fromEntries(listed.map((match) => [match[1]!, match[2]])), known),
    ).to.deep.equal(readConfiguration({}, known));
  });
});
