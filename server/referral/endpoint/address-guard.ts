import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** The endpoint's name leads to an address inside a network, or to none that may be used. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'EADDRESSREFUSED';
}

/** IPv4 that is not for the public internet (IANA's special-purpose registry), and a cloud's own service address. */
const refused4 = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local, with the metadata services of clouds.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Azure answers its own virtual machines here.
  ['168.63.129.16', 32],
]);
/** Global unicast is the only IPv6 that is public. */
const global6 = listOf('ipv6', [['2000::', 3]]);
/** Inside it: protocol assignments with Teredo, documentation, and 6to4, which holds an IPv4 address. */
const refused6 = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);
const loopback = listOf('ipv4', [['127.0.0.0', 8]]);

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
}

/**
 * Whether something may be sent to an IP address: public ones alone, or this machine's own where that was allowed.
 * IPv4 written as IPv6 counts as the former.
 */
export function isAllowed(address: string, loopbackAllowed: boolean): boolean {
  const mapped = mappedIPv4(address);
  if (mapped !== null) return isAllowed(mapped, loopbackAllowed);
  if (isIP(address) === 4)
    return !refused4.check(address, 'ipv4') || (loopbackAllowed && loopback.check(address, 'ipv4'));
  if (isIP(address) !== 6) return false;
  if (loopbackAllowed && sameIPv6(address, '::1')) return true;
  return global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6');
}

/** The IPv4 address in `::ffff:…`, however it is written; null in any other. */
function mappedIPv4(address: string): string | null {
  if (isIP(address) !== 6) return null;
  // A URL's parser writes every IPv6 address in one way.
  const short = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const parts = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short);
  if (!parts) return null;
  const [high = 0, low = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function sameIPv6(one: string, other: string): boolean {
  const list = new BlockList();
  list.addAddress(other, 'ipv6');
  return list.check(one, 'ipv6');
}

/**
 * Looks names up as the system does and gives only addresses that may be used, to the very connection that uses them:
 * what a name leads to is checked when it is connected to, and not before. One refused address refuses the name.
 * @param resolve the system's look-up, or a test's
 */
export function guardedLookup(
  loopbackAllowed: boolean,
  resolve: typeof systemLookup = systemLookup,
): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (!first || addresses.some(({ address }) => !isAllowed(address, loopbackAllowed))) {
        callback(new AddressRefused('The name leads to an address that may not be used.'), '', 0);
        return;
      }
      if (options.all) (callback as unknown as (error: null, all: LookupAddress[]) => void)(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** A host that is an IP address itself is never looked up, so it is checked here; names pass. */
export function isAllowedHost(host: string, loopbackAllowed: boolean): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 || isAllowed(bare, loopbackAllowed);
}
