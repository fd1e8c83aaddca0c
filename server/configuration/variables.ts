import { z } from 'zod';
import { durabilities } from '../store/redis/durability.js';
import {
  dataKeys,
  hosts,
  dutyEmails,
  dutyPhones,
  endpointSecrets,
  endpoints,
  id,
  ids,
  inboxes,
  mailServer,
  numbersByArea,
  origin,
  origins,
  phone,
  privateAddress,
  privateOrigin,
  proxies,
  roleNames,
  sender,
  storeAddress,
  webAddress,
  wholeNumber,
} from './values.js';

const twilioId = (prefix: string): z.ZodString =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), 'is not an id of that kind from Twilio');

/** Every variable that is read. The description says what to write, and is what a failure tells. */
export const variables = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'is not known')
    .default('development')
    .describe('development, production or test'),
  PORT: wholeNumber(0, 65535).default(3978).describe('a port number from 0 to 65535, such as 3978'),
  HOST: z
    .hostname('is not a host')
    .or(z.ipv6())
    .optional()
    .describe('the address to listen on, such as 127.0.0.1'),
  PUBLIC_URL: origin
    .optional()
    .describe('where people reach the service, such as https://carers.example.org'),
  TRUST_PROXY: proxies
    .default(0)
    .describe('the number of proxies in front, such as 1, or their addresses separated by commas'),
  TURN_THREADS: wholeNumber(1, 16).optional().describe('how many threads run turns, from 1 to 16, such as 2'),
  TURN_SECONDS: wholeNumber(6, 60)
    .default(10)
    .describe('seconds from 6 to 60 that understanding and answering one message may take, such as 10'),
  DATA_DIR: z.string().default('data').describe('a folder that the service may write to'),
  STORE_URL: storeAddress
    .optional()
    .describe(
      'sqlite: and a file, such as sqlite:data/fingerpost.db, or the address of a Redis, such as ' +
        'redis://redis.example.org, redis-sentinel://one,two,three/set or redis-cluster://one,two,three',
    ),
  DATA_KEYS: dataKeys
    .default([])
    .describe(
      'the keys that what is kept is sealed with, separated by commas, the one to use first: a name, a colon and 32 ' +
        'random bytes, such as a:$(openssl rand -base64 32)',
    ),
  STORE_REPLICAS: wholeNumber(0, 5)
    .optional()
    .describe('how many replicas of Redis must have a write before it counts as kept, such as 1'),
  STORE_DURABILITY: z
    .enum(durabilities, 'is not known')
    .default('disk')
    .describe('disk, second or trusted: what may be lost when Redis dies'),
  SPOOL_FOLDER: z
    .string()
    .optional()
    .describe('a folder of this instance alone, such as /var/lib/fingerpost/spool'),
  SPOOL_MEGABYTES: wholeNumber(1, 10_000)
    .default(64)
    .describe('megabytes from 1 to 10000 that may wait there, such as 64'),
  AREAS: ids
    .optional()
    .describe('the ids of the areas to serve, separated by commas, such as vale-of-glamorgan,coventry'),
  DEFAULT_AREA: id.default('vale-of-glamorgan').describe('the id of an area, such as vale-of-glamorgan'),
  SECRET: z
    .string()
    .min(32, 'has fewer than 32 characters')
    .optional()
    .describe('at least 32 random characters, such as openssl rand -base64 33 prints'),
  WEB_TOKEN_MINUTES: wholeNumber(20, 1440)
    .default(30)
    .describe('minutes from 20 to 1440; web chat clients renew theirs every 15'),
  EMBED_ORIGINS: origins
    .default([])
    .describe('the websites that may show the chat, separated by commas, such as https://www.example.gov.uk'),
  DIRECT_LINE_ORIGINS: origins
    .default([])
    .describe('the websites whose own chat clients may call, separated by commas'),
  EXIT_URL: webAddress
    .default(new URL('https://www.bbc.co.uk/weather'))
    .describe('a harmless page that leaving quickly leads to, such as https://www.bbc.co.uk/weather'),
  RATE_LIMIT_ADDRESS: wholeNumber(1, 100_000)
    .default(600)
    .describe('requests a minute from one internet address, such as 600'),
  RATE_LIMIT_NUMBER: wholeNumber(1, 1000)
    .default(60)
    .describe('messages a minute from one phone number, such as 60'),
  RETENTION_DAYS: wholeNumber(1, 3650).default(90).describe('days a conversation is kept, from 1 to 3650'),
  OIDC_ISSUER: privateAddress
    .optional()
    .describe('the address of the OpenID provider, such as https://login.example.org/realms/council'),
  OIDC_CLIENT_ID: z.string().optional().describe('the id that the provider knows this service by'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('the secret that the provider gave this service'),
  OIDC_SCOPE: z
    .string()
    .refine((value) => value.split(' ').includes('openid'), 'does not ask for openid')
    .default('openid profile')
    .describe('what to ask the provider for, separated by spaces, such as openid profile'),
  OIDC_ROLE_CLAIM: z.string().default('roles').describe("the claim with a person's roles, such as roles"),
  OIDC_TEAM_CLAIM: z.string().default('team').describe("the claim with a person's team, such as team"),
  OIDC_ROLE_NAMES: roleNames
    .default(new Map())
    .describe(
      "the provider's own names for roles, separated by commas, such as hub-staff=adviser:vale-of-glamorgan",
    ),
  DESK_IDLE_MINUTES: wholeNumber(5, 480)
    .default(30)
    .describe('minutes from 5 to 480 without a request after which an adviser is signed out'),
  DESK_SESSION_HOURS: wholeNumber(1, 24)
    .default(10)
    .describe('hours from 1 to 24 after which an adviser has to sign in again'),
  DUTY_EMAIL: dutyEmails
    .optional()
    .describe(
      'areas with the addresses told when nobody takes somebody urgent, such as vale-of-glamorgan=duty@example.org',
    ),
  DUTY_SMS: dutyPhones
    .optional()
    .describe(
      'areas with the phones told when nobody takes somebody urgent, such as vale-of-glamorgan=+447700900123',
    ),
  AUDIT_DAYS: wholeNumber(1, 3650)
    .default(2190)
    .describe('days that who saw and did what at the desk is kept, from 1 to 3650'),
  DRAIN_SECONDS: wholeNumber(0, 300)
    .default(0)
    .describe('seconds from 0 to 300 to go on after being told to stop, longer than a proxy takes to notice'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a level')
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),
  RECOGNISER: z
    .enum(['local', 'luis', 'clu'], 'is not a recogniser')
    .default('local')
    .describe('local, luis or clu'),
  RECOGNISER_TIMEOUT_MS: wholeNumber(50, 5000)
    .default(800)
    .describe('milliseconds from 50 to 5000 that a remote recogniser may take, such as 800'),
  LUIS_ENDPOINT: privateOrigin
    .optional()
    .describe('the prediction resource, such as https://my-resource.cognitiveservices.azure.com'),
  LUIS_KEY: z.string().optional().describe('the key of the prediction resource'),
  LUIS_APP_ID: z.uuid('is not an id of an app').optional().describe('the id of the app, a UUID'),
  LUIS_SLOT: z
    .enum(['production', 'staging'], 'is not a slot')
    .default('production')
    .describe('production or staging'),
  CLU_ENDPOINT: privateOrigin
    .optional()
    .describe('the Language resource, such as https://my-resource.cognitiveservices.azure.com'),
  CLU_KEY: z.string().optional().describe('the key of the Language resource'),
  CLU_PROJECT: z.string().optional().describe('the name of the project'),
  CLU_DEPLOYMENT: z.string().optional().describe('the name of the deployment, such as production'),
  OUTBOX_SEND_SECONDS: wholeNumber(3, 600)
    .default(60)
    .describe('seconds from 3 to 600 that one attempt to send may take, such as 60'),
  TWILIO_ACCOUNT_SID: twilioId('AC').optional().describe('the account SID, AC and 32 characters'),
  TWILIO_AUTH_TOKEN: z.string().min(32, 'is too short').optional().describe('the auth token of the account'),
  TWILIO_MESSAGING_SERVICE_SID: twilioId('MG')
    .optional()
    .describe('the SID of the messaging service, MG and 32 characters'),
  TWILIO_FROM: phone.optional().describe('the number to send from, such as +441234567890'),
  TWILIO_WHATSAPP_TEMPLATE_SID: twilioId('HX')
    .optional()
    .describe('the SID of an approved template, HX and 32 characters'),
  TWILIO_NUMBERS: numbersByArea
    .optional()
    .describe('each number and its area, separated by commas, such as +441234567890=vale-of-glamorgan'),
  TWILIO_API_URL: privateOrigin
    .optional()
    .describe("where Twilio's API is called, such as https://api.dublin.ie1.twilio.com"),
  MICROSOFT_APP_ID: z
    .string()
    .regex(/^[0-9a-fA-F-]{36}$/, 'is not an id of an app')
    .optional()
    .describe('the app id of the Azure Bot, such as 11111111-2222-3333-4444-555555555555'),
  MICROSOFT_APP_PASSWORD: z
    .string()
    .min(8, 'is too short')
    .optional()
    .describe('the client secret of the app'),
  MICROSOFT_APP_TENANT_ID: z
    .string()
    .regex(/^[\w.-]{4,100}$/, 'is not a tenant')
    .default('botframework.com')
    .describe('the tenant of a single-tenant app, such as 11111111-2222-3333-4444-555555555555'),
  MICROSOFT_SERVICE_HOSTS: hosts
    .default(['smba.trafficmanager.net', '*.botframework.com'])
    .describe(
      'hosts that replies may go to, separated by commas, such as smba.trafficmanager.net,*.botframework.com',
    ),
  MICROSOFT_LOGIN_URL: privateOrigin
    .default(new URL('https://login.microsoftonline.com'))
    .describe('where tokens are had, such as https://login.microsoftonline.com'),
  MICROSOFT_TOKEN_ISSUER: privateOrigin
    .default(new URL('https://api.botframework.com'))
    .describe("the connector's name in tokens, such as https://api.botframework.com"),
  MICROSOFT_OPENID_URL: webAddress
    .default(new URL('https://login.botframework.com/v1/.well-known/openidconfiguration'))
    .describe("the connector's OpenID configuration"),
  SMTP_URL: mailServer
    .optional()
    .describe('a mail server, such as smtps://user:password@mail.example.org:465'),
  MAIL_FROM: sender
    .optional()
    .describe('the sender of referrals, such as Fingerpost <referrals@example.org>'),
  REFERRAL_INBOXES: inboxes
    .optional()
    .describe(
      'each service and its inbox, separated by commas, such as vale-wellbeing-matters-service=inbox@example.org',
    ),
  REFERRAL_ENDPOINTS: endpoints
    .optional()
    .describe(
      'each service and its endpoint, separated by commas, such as vale-unpaid-carers-hub=https://hub.example.org/referrals',
    ),
  REFERRAL_SECRETS: endpointSecrets
    .optional()
    .describe(
      'each service with an endpoint and the secret shared with it, at least 32 characters without commas',
    ),
  REFERRAL_ENDPOINT_LOOPBACK: z
    .enum(['refused', 'allowed'], 'is neither')
    .default('refused')
    .describe('refused, or allowed where endpoints on this machine are tried out'),
});

export type Variables = z.output<typeof variables>;
export type VariableName = keyof Variables;

/** The names of all variables that are read. */
export const variableNames = Object.keys(variables.shape) as VariableName[];

/** What to write in a variable. */
export function whatToWrite(name: VariableName): string {
  return variables.shape[name].description ?? 'a value';
}
