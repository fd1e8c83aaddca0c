import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// The few ASN.1 forms (X.690, DER) that a certificate of RFC 5280 is made of.
function form(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}
const sequence = (...parts: Buffer[]): Buffer => form(0x30, ...parts);
const object = (...bytes: number[]): Buffer => form(0x06, Buffer.from(bytes));
const time = (year: number): Buffer => form(0x18, Buffer.from(`${year}0101000000Z`));
const name = (common: string): Buffer =>
  sequence(form(0x31, sequence(object(0x55, 0x04, 0x03), form(0x0c, Buffer.from(common)))));

const ecdsaWithSha256 = sequence(object(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const subjectAltName = object(0x55, 0x1d, 0x11);
const basicConstraints = object(0x55, 0x1d, 0x13);
const yes = form(0x01, Buffer.from([0xff]));

/** A key and a certificate that it has signed itself, for `localhost` and 127.0.0.1 (PEM), made anew each time. */
export function makeCertificate(): { key: string; certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = sequence(form(0x82, Buffer.from('localhost')), form(0x87, Buffer.from([127, 0, 0, 1])));
  const extensions = sequence(
    sequence(basicConstraints, yes, form(0x04, sequence(yes))),
    sequence(subjectAltName, form(0x04, names)),
  );
  const toSign = sequence(
    form(0xa0, form(0x02, Buffer.from([2]))),
    form(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name('localhost'),
    sequence(time(2020), time(2120)),
    name('localhost'),
    publicKey.export({ type: 'spki', format: 'der' }),
    form(0xa3, extensions),
  );
  const signature = form(0x03, Buffer.from([0]), sign('sha256', toSign, privateKey));
  const base64 = sequence(toSign, ecdsaWithSha256, signature).toString('base64');
  const lines = base64.match(/.{1,64}/g)?.join('\n') ?? '';
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
