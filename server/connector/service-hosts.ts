import { isLoopback } from '../configuration/values.js';

/**
 * Whether replies may be sent to a service address: over HTTPS (or on this machine), at a host that is listed. `*.` at
 * the head of an entry stands for any name below it. A token could be sent to whatever host an activity names, so that
 * nothing else is ever written to.
 */
export function isAllowedService(serviceUrl: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password } = new URL(serviceUrl);
  if (username !== '' || password !== '') return false;
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(hostname))) return false;
  return hosts.some((host) =>
    host.startsWith('*.')
      ? hostname.endsWith(host.slice(1)) && hostname !== host.slice(2)
      : hostname === host,
  );
}
