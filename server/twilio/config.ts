import type { TwilioConfiguration } from '../configuration/configuration.js';

/** The account, and where the deployment stands. */
export interface TwilioConfig extends Omit<TwilioConfiguration, 'apiUrl'> {
  /** The address that Twilio was given for this server, without `/webhooks…`; a `#rc=…` on it is ignored. */
  publicUrl: URL;
  /** The area of a number of ours that has none of its own. */
  defaultArea: string;
}

/** The address under which Twilio knows `path` of this server, which is what it signs: without any fragment. */
export function publicAddress({ publicUrl }: Pick<TwilioConfig, 'publicUrl'>, path: string): string {
  return publicUrl.origin + publicUrl.pathname.replace(/\/+$/, '') + path;
}
