import { expect } from 'chai';
import type { LookupAddress } from 'node:dns';
import {
  AddressRefused,
  guardedLookup,
  isAllowed,
  isAllowedHost,
} from '../../../server/referral/endpoint/address-guard.js';

describe('where a document may be sent', () => {
  const inside = [
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    // Metadata services of clouds.
    ...['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254'],
    ...['100.64.0.1', '192.0.0.1', '192.0.2.5', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1'],
    ...[
      '255.255.255.255',
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      'fec0::1',
    ],
    // IPv4 inside IPv6, however it is written.
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '0:0:0:0:0:ffff:a9fe:a9fe', '::127.0.0.1'],
    ...['64:ff9b::7f00:1', '2002:7f00:1::1', '2001::1', '2001:db8::1', '3fff::1', 'localhost', ''],
  ];
  for (const address of inside)
    it(`refuses ${address || 'nothing'}`, () => {
      expect(isAllowed(address, false)).to.equal(false);
    });

  for (const address of [
    '1.1.1.1',
    '8.8.8.8',
    '172.32.0.1',
    '2606:4700::1111',
    '2a00:1450::5',
    '::ffff:8.8.8.8',
  ])
    it(`takes ${address}`, () => {
      expect(isAllowed(address, false)).to.equal(true);
    });

  it('takes this machine only where that was allowed, and nothing else inside with it', () => {
    for (const own of ['127.0.0.1', '127.3.2.1', '::1', '::ffff:127.0.0.1'])
      expect(isAllowed(own, true), own).to.equal(true);
    for (const other of ['10.0.0.1', '169.254.169.254', 'fd00::1', '0.0.0.0'])
      expect(isAllowed(other, true), other).to.equal(false);
  });

  it('looks through every way to write an address in a URL', () => {
    for (const host of ['127.1', '2130706433', '0x7f.0.0.1', '[::1]', '[::ffff:7f00:1]', '0177.0.0.1']) {
      const { hostname } = new URL(`https://${host}/`);
      expect(isAllowedHost(hostname, false), host).to.equal(false);
    }
    expect(isAllowedHost('hub.example.org', false)).to.equal(true);
  });

  /** What a name that leads to these addresses comes to at the moment of connecting. */
  const looked = (...found: string[]) =>
    new Promise<Error | LookupAddress[]>((resolve) => {
      const addresses = found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      const names = (
        _host: string,
        _options: object,
        answer: (error: null, all: LookupAddress[]) => void,
      ) => {
        answer(null, addresses);
      };
      guardedLookup(false, names as never)('hub.example.org', { all: true }, (error, all) => {
        resolve(error ?? (all as unknown as LookupAddress[]));
      });
    });

  it('refuses a name when any of its addresses is inside', async () => {
    expect(await looked('10.0.0.7')).to.be.instanceOf(AddressRefused);
    expect(await looked('8.8.8.8', '::ffff:127.0.0.1')).to.be.instanceOf(AddressRefused);
    expect(await looked()).to.be.instanceOf(AddressRefused);
    expect(await looked('8.8.8.8')).to.deep.equal([{ address: '8.8.8.8', family: 4 }]);
  });
});
