import { everyArea } from '../desk/adviser.js';
import type { ConfigurationProblem } from './errors.js';
import { isLoopback } from './values.js';
import { whatToWrite } from './variables.js';
import type { VariableName, Variables } from './variables.js';

/** What the content has, for checking that the configuration speaks of the same. */
export interface Known {
  /** Ids of all areas. */
  areas: readonly string[];
  /** Ids of all services that referrals are sent to. */
  referralServices: readonly string[];
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
  const without = inboxes ? known.referralServices.filter((service) => !inboxes.has(service)) : [];
  return [
    ...missing(given, ['MAIL_FROM', 'REFERRAL_INBOXES'], 'and SMTP_URL is'),
    ...(without.length > 0 ? [problem('REFERRAL_INBOXES', `has no inbox for ${without.join(', ')}`)] : []),
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

function areas({ values }: Given, known: Known): ConfigurationProblem[] {
  const write = `one of ${known.areas.join(', ')}`;
  const strange = (area: string): boolean => !known.areas.includes(area);
  const ofRoles = [...(values.OIDC_ROLE_NAMES?.values() ?? [])]
    .map(({ area }) => area)
    .filter((area) => area !== everyArea && strange(area));
  const ofNumbers = [...new Set(values.TWILIO_NUMBERS?.values())].filter(strange);
  return [
    ...(values.DEFAULT_AREA !== undefined && strange(values.DEFAULT_AREA)
      ? [problem('DEFAULT_AREA', 'names an area that is not in the content', write)]
      : []),
    ...(ofNumbers.length > 0
      ? [
          problem(
            'TWILIO_NUMBERS',
            `names areas that are not in the content (${ofNumbers.join(', ')})`,
            write,
          ),
        ]
      : []),
    ...(ofRoles.length > 0
      ? [problem('OIDC_ROLE_NAMES', `names areas that are not in the content (${ofRoles.join(', ')})`, write)]
      : []),
  ];
}

/** What is wrong with the variables taken together, each of them being readable or reported already. */
export function combinationProblems(given: Given, known: Known): ConfigurationProblem[] {
  return [
    ...production(given),
    ...twilio(given),
    ...email(given, known),
    ...oidc(given),
    ...recogniser(given),
    ...microsoft(given),
    ...areas(given, known),
  ];
}
