import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { ConnectorCloud } from '../../bot/connector/connector-adapter.js';
import type { SpoolConfiguration } from '../spool/spool.js';
import type { StoreConfiguration } from '../store/open-store.js';
import { combinationProblems } from './combinations.js';
import type { Known } from './combinations.js';
import { deskOf } from './desk.js';
import type { DeskConfiguration } from './desk.js';
import { endpointsOf } from './endpoints.js';
import type { EndpointConfiguration } from '../referral/endpoint/endpoint-sender.js';
import { ConfigurationError } from './errors.js';
import type { ConfigurationProblem } from './errors.js';
import { recogniserOf, type RecogniserConfiguration } from './recogniser.js';
import { isLoopback } from './values.js';
import { spoolOf, storeOf } from './store.js';
import { variableNames, variables, whatToWrite } from './variables.js';
import type { Variables } from './variables.js';

/** The Twilio account that texts and WhatsApp messages go through. */
export interface TwilioConfiguration {
  accountSid: string;
  authToken: string;
  /** At least one of `messagingServiceSid` and `from` is there; the service is to be preferred. */
  messagingServiceSid: string | null;
  /** E.164. */
  from: string | null;
  /** An approved WhatsApp template for writing after the 24-hour window. */
  whatsappTemplateSid: string | null;
  /** The area that each of our numbers (E.164) answers for. */
  numbers: ReadonlyMap<string, string>;
  /** Where its API is called in place of api.twilio.com; null for there. */
  apiUrl: URL | null;
}

/** The Azure Bot through which Bot Framework's channels, such as Teams, reach us. */
export interface MicrosoftConfiguration {
  cloud: ConnectorCloud;
  /** Hosts that replies may be sent to. */
  serviceHosts: string[];
}

/** The mail server that referrals go through. */
export interface EmailConfiguration {
  server: URL;
  /** True when nothing may be sent over a connection that is not encrypted. */
  requireTls: boolean;
  from: string;
  /** The address that takes the referrals of each service. */
  inboxes: ReadonlyMap<string, string>;
}

/** All that an operator decides. */
export interface Configuration {
  production: boolean;
  port: number;
  /** Null listens on every address. */
  host: string | null;
  publicUrl: URL;
  /** As Express takes it: a number of proxies, or their addresses. */
  trustProxy: number | string[];
  /** How many threads run turns. */
  turnThreads: number;
  /** The longest that one turn may take there. */
  turnSeconds: number;
  /** Absolute path. */
  dataDir: string;
  store: StoreConfiguration;
  /** Null refuses messages from phones while the store is away. */
  spool: SpoolConfiguration | null;
  /** Ids of the areas that are served; null serves all. */
  areas: string[] | null;
  defaultArea: string;
  /** Null outside production when none is set: `loadSecret` then keeps one in the data folder. */
  secret: string | null;
  webTokenMinutes: number;
  /** Origins that may show the chat in a frame. */
  embedOrigins: string[];
  /** Origins whose own Direct Line clients may call. */
  directLineOrigins: string[];
  exitUrl: URL;
  /** Most in a minute: requests from one address, messages from one phone number. */
  rateLimits: { address: number; number: number };
  retentionDays: number;
  /** How long it goes on, saying that it is not ready, once it was told to stop. */
  drainSeconds: number;
  /** The longest that one attempt to send something may take. */
  sendSeconds: number;
  logLevel: Variables['LOG_LEVEL'];
  /** The remote service that understands messages as well; null for this process alone. */
  recogniser: RecogniserConfiguration | null;
  /** Null when texts are only shown on the try page. */
  twilio: TwilioConfiguration | null;
  /** Null when no channel of Bot Framework is connected. */
  microsoft: MicrosoftConfiguration | null;
  /** Null when referrals are kept as files. */
  email: EmailConfiguration | null;
  /** Where services take referrals as documents. */
  endpoints: EndpointConfiguration;
  desk: DeskConfiguration;
}

function twilioOf(values: Variables): TwilioConfiguration | null {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_NUMBERS: numbers } = values;
  if (accountSid === undefined || authToken === undefined || numbers === undefined) return null;
  return {
    accountSid,
    authToken,
    numbers,
    messagingServiceSid: values.TWILIO_MESSAGING_SERVICE_SID ?? null,
    from: values.TWILIO_FROM ?? null,
    whatsappTemplateSid: values.TWILIO_WHATSAPP_TEMPLATE_SID ?? null,
    apiUrl: values.TWILIO_API_URL ?? null,
  };
}

function microsoftOf(values: Variables): MicrosoftConfiguration | null {
  const { MICROSOFT_APP_ID: appId, MICROSOFT_APP_PASSWORD: appPassword } = values;
  if (appId === undefined || appPassword === undefined) return null;
  return {
    cloud: {
      registration: {
        appId,
        appPassword,
        loginUrl: `${values.MICROSOFT_LOGIN_URL.origin}/${values.MICROSOFT_APP_TENANT_ID}`,
      },
      tokenIssuer: values.MICROSOFT_TOKEN_ISSUER.origin,
      openIdUrl: values.MICROSOFT_OPENID_URL.href,
    },
    serviceHosts: values.MICROSOFT_SERVICE_HOSTS,
  };
}

function emailOf(values: Variables): EmailConfiguration | null {
  const { SMTP_URL: server, MAIL_FROM: from, REFERRAL_INBOXES: inboxes } = values;
  if (server === undefined || from === undefined || inboxes === undefined) return null;
  return { server, from, inboxes, requireTls: !isLoopback(server.hostname) };
}

/** One core is left to everything else; beyond four the store is what limits. */
function usualThreads(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1));
}

function toConfiguration(values: Variables): Configuration {
  const dataDir = resolve(values.DATA_DIR);
  return {
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    host: values.HOST ?? null,
    publicUrl: values.PUBLIC_URL ?? new URL(`http://localhost:${values.PORT}`),
    trustProxy: values.TRUST_PROXY,
    turnThreads: values.TURN_THREADS ?? usualThreads(),
    turnSeconds: values.TURN_SECONDS,
    dataDir,
    store: storeOf(values, dataDir),
    spool: spoolOf(values),
    areas: values.AREAS ?? null,
    defaultArea: values.DEFAULT_AREA,
    secret: values.SECRET ?? null,
    webTokenMinutes: values.WEB_TOKEN_MINUTES,
    embedOrigins: values.EMBED_ORIGINS,
    directLineOrigins: values.DIRECT_LINE_ORIGINS,
    exitUrl: values.EXIT_URL,
    rateLimits: { address: values.RATE_LIMIT_ADDRESS, number: values.RATE_LIMIT_NUMBER },
    retentionDays: values.RETENTION_DAYS,
    drainSeconds: values.DRAIN_SECONDS,
    sendSeconds: values.OUTBOX_SEND_SECONDS,
    logLevel: values.LOG_LEVEL,
    recogniser: recogniserOf(values),
    twilio: twilioOf(values),
    microsoft: microsoftOf(values),
    email: emailOf(values),
    endpoints: endpointsOf(values),
    desk: deskOf(values),
  };
}

/**
 * Reads and checks where everything is kept, for commands that need nothing else.
 * @throws ConfigurationError with everything that is wrong
 */
export function readStoreConfiguration(env: NodeJS.ProcessEnv): StoreConfiguration {
  const raw = given(env);
  const { values, problems } = readEach(raw);
  const wrong = problems.filter(({ variable }) => /^(DATA_DIR|DATA_KEYS|STORE_)/.test(variable));
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  return storeOf(values, resolve(values.DATA_DIR ?? ''));
}

/** `NAME=` in a file means that NAME is not set. */
function given(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = variableNames.map((name) => [name, env[name]?.trim() ?? ''] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** Each variable is read by itself, so that one failure does not hide another. */
function readEach(raw: Record<string, string>): {
  values: Partial<Variables>;
  problems: ConfigurationProblem[];
} {
  const values: Partial<Record<keyof Variables, unknown>> = {};
  const problems: ConfigurationProblem[] = [];
  for (const name of variableNames) {
    const read = variables.shape[name].safeParse(raw[name]);
    if (read.success) values[name] = read.data;
    else
      problems.push({
        variable: name,
        wrong: read.error.issues[0]?.message ?? 'is wrong',
        write: whatToWrite(name),
      });
  }
  return { values: values as Partial<Variables>, problems };
}

/**
 * Reads and checks the whole configuration.
 * @param env the environment, `.env` included
 * @param known what the content has, so that areas and services are checked against it
 * @throws ConfigurationError with everything that is wrong
 */
export function readConfiguration(env: NodeJS.ProcessEnv, known: Known): Configuration {
  const raw = given(env);
  const { values, problems } = readEach(raw);
  problems.push(...combinationProblems({ values, names: new Set(Object.keys(raw)) }, known));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return toConfiguration(variables.parse(raw));
}
