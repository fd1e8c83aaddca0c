import { everyArea } from '../desk/adviser.js';
import type { ConfigurationProblem } from './errors.js';
import { isLoopback } from './values.js';
import { whatToWrite } from './variables.js';
import type { VariableName, Variables } from './variables.js';

/** What the content has, for checking that the configuration speaks of the same. */
export interface Known {
  /** By the id of each area, the ids of the services that its referrals are sent to. */
  areas: ReadonlyMap<string, readonly string[]>;
  /** The ids of the services that take referrals at an endpoint; none when left out. */
  byEndpoint?: ReadonlySet<string>;
}

/** The variables that could be read, and the names of all that were given. */
interface Given {
  values: Partial<Variables>;
  names: ReadonlySet<string>;
}

function problem(variable: VariableName, wrong: string, write = whatToWrite(variable)): ConfigurationProblem {
  return { variable, wrong, write };
}

function missing({ names }: Given, required: VariableName[], why: string): ConfigurationProblem[] {
  return required.filter((name) => !names.has(name)).map((name) => problem(name, `is not set, ${why}`));
}

function production(given: Given): ConfigurationProblem[] {
  if (given.values.NODE_ENV !== 'production') return [];
  const { PUBLIC_URL } = given.values;
  const open = PUBLIC_URL?.protocol === 'http:' && !isLoopback(PUBLIC_URL.hostname);
  return [
    ...missing(given, ['SECRET'], 'and production needs one that outlives the machine'),
    ...(open ? [problem('PUBLIC_URL', 'begins with http:, which is not private')] : []),
  ];
}

function twilio(given: Given): ConfigurationProblem[] {
  const { names } = given;
  if (![...names].some((name) => name.startsWith('TWILIO_'))) return [];
  const why = 'and Twilio needs all of its variables';
  return [
    ...missing(given, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_NUMBERS'], why),
    ...missing(given, ['PUBLIC_URL'], 'and Twilio signs its calls with it'),
    ...(names.has('TWILIO_FROM')
      ? []
      : missing(given, ['TWILIO_MESSAGING_SERVICE_SID'], 'nor is TWILIO_FROM')),
  ];
}

function microsoft(given: Given): ConfigurationProblem[] {
  if (![...given.names].some((name) => name.startsWith('MICROSOFT_'))) return [];
  const required: VariableName[] = ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD'];
  return missing(given, required, 'and the Bot Framework channels need it');
}

function email(given: Given, known: Known): ConfigurationProblem[] {
  if (!given.names.has('SMTP_URL')) return [];
  const inboxes = given.values.REFERRAL_INBOXES;
  const receiving = served(given, known).flatMap((area) => known.areas.get(area) ?? []);
  const mailed = receiving.filter((service) => known.byEndpoint?.has(service) !== true);
  const without = inboxes ? [...new Set(mailed)].filter((service) => !inboxes.has(service)) : [];
  return [
    ...missing(given, ['MAIL_FROM', 'REFERRAL_INBOXES'], 'and SMTP_URL is'),
    ...(without.length > 0 ? [problem('REFERRAL_INBOXES', `has no inbox for ${without.join(', ')}`)] : []),
  ];
}

function endpoints(given: Given, { byEndpoint = new Set() }: Known): ConfigurationProblem[] {
  const {
    NODE_ENV,
    REFERRAL_ENDPOINTS: urls,
    REFERRAL_SECRETS: secrets,
    REFERRAL_ENDPOINT_LOOPBACK,
  } = given.values;
  const named = [...(urls?.keys() ?? [])];
  const strange = named.filter((service) => !byEndpoint.has(service));
  const unsigned = named.filter((service) => secrets?.has(service) !== true);
  const missing =
    NODE_ENV === 'production' ? [...byEndpoint].filter((service) => !named.includes(service)) : [];
  return [
    ...(strange.length > 0
      ? [problem('REFERRAL_ENDPOINTS', `names services that take no documents (${strange.join(', ')})`)]
      : []),
    ...(missing.length > 0
      ? [problem('REFERRAL_ENDPOINTS', `has no endpoint for ${missing.join(', ')}`)]
      : []),
    ...(unsigned.length > 0 ? [problem('REFERRAL_SECRETS', `has no secret for ${unsigned.join(', ')}`)] : []),
    ...(NODE_ENV === 'production' && REFERRAL_ENDPOINT_LOOPBACK === 'allowed'
      ? [
          problem(
            'REFERRAL_ENDPOINT_LOOPBACK',
            'is allowed, and production sends nothing to itself',
            'refused',
          ),
        ]
      : []),
  ];
}

function oidc(given: Given): ConfigurationProblem[] {
  const begun = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLE_NAMES'];
  if (!begun.some((name) => given.names.has(name))) return [];
  return [
    ...missing(given, ['OIDC_ISSUER', 'OIDC_CLIENT_ID'], 'and signing in by OpenID Connect needs it'),
    ...missing(given, ['PUBLIC_URL'], 'and the provider sends people back to it'),
  ];
}

function recogniser(given: Given): ConfigurationProblem[] {
  switch (given.values.RECOGNISER) {
    case 'luis':
      return missing(given, ['LUIS_ENDPOINT', 'LUIS_KEY', 'LUIS_APP_ID'], 'and RECOGNISER is luis');
    case 'clu':
      return missing(
        given,
        ['CLU_ENDPOINT', 'CLU_KEY', 'CLU_PROJECT', 'CLU_DEPLOYMENT'],
        'and RECOGNISER is clu',
      );
    default:
      return [];
  }
}

/** Ids of the areas that this deployment serves. */
function served({ values }: Given, known: Known): string[] {
  return values.AREAS ?? [...known.areas.keys()];
}

function areas(given: Given, known: Known): ConfigurationProblem[] {
  const { values } = given;
  const strangeServed = served(given, known).filter((area) => !known.areas.has(area));
  if (strangeServed.length > 0) {
    const all = [...known.areas.keys()].join(', ');
    const wrong = `names areas that are not in the content (${strangeServed.join(', ')})`;
    return [problem('AREAS', wrong, `some of ${all}`)];
  }
  const write = `one of ${served(given, known).join(', ')}`;
  const strange = (area: string): boolean => !served(given, known).includes(area);
  const ofRoles = [...(values.OIDC_ROLE_NAMES?.values() ?? [])]
    .map(({ area }) => area)
    .filter((area) => area !== everyArea && strange(area));
  const ofNumbers = [...new Set(values.TWILIO_NUMBERS?.values())].filter(strange);
  return [
    ...(values.DEFAULT_AREA !== undefined && strange(values.DEFAULT_AREA)
      ? [problem('DEFAULT_AREA', 'names an area that is not served', write)]
      : []),
    ...dutyProblems(values, strange, write),
    ...(ofNumbers.length > 0
      ? [problem('TWILIO_NUMBERS', `names areas that are not served (${ofNumbers.join(', ')})`, write)]
      : []),
    ...(ofRoles.length > 0
      ? [problem('OIDC_ROLE_NAMES', `names areas that are not served (${ofRoles.join(', ')})`, write)]
      : []),
  ];
}

function dutyProblems(
  values: Partial<Variables>,
  strange: (area: string) => boolean,
  write: string,
): ConfigurationProblem[] {
  return (['DUTY_EMAIL', 'DUTY_SMS'] as const).flatMap((name) => {
    const areas = [...(values[name]?.keys() ?? [])].filter(strange);
    const wrong = `names areas that are not in the content (${areas.join(', ')})`;
    return areas.length > 0 ? [problem(name, wrong, write)] : [];
  });
}

/** What is wrong with the variables taken together, each of them being readable or reported already. */
export function combinationProblems(given: Given, known: Known): ConfigurationProblem[] {
  return [
    ...production(given),
    ...twilio(given),
    ...email(given, known),
    ...endpoints(given, known),
    ...oidc(given),
    ...recogniser(given),
    ...microsoft(given),
    ...areas(given, known),
  ];
}
