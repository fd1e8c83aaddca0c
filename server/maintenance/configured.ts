import { existsSync } from 'node:fs';
import { CommandError } from '../commands/explained.js';
import { readStoreConfiguration } from '../configuration/configuration.js';
import type { StoreConfiguration } from '../store/open-store.js';

/** Where everything is kept, as a start would read it. @throws ConfigurationError */
export function configuredStore(): StoreConfiguration {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readStoreConfiguration(process.env);
}

/** The one argument of the command. @throws CommandError when there is none */
export function fileArgument(command: string): string {
  const [file, more] = process.argv.slice(2);
  if (file === undefined || more !== undefined)
    throw new CommandError(`Write npm run -s ${command} -- FILE.`);
  return file;
}

/** Errors of connections are told by the command that fails with them. */
export const quietly = { replicas: 0, onError: () => undefined };
