import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** A key of the operator's, with the name by which what it sealed says so. */
export interface DataKey {
  /** 1 to 16 characters of a-z, 0-9 and `-`. */
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

/** What a key's name may be; also what stands in DATA_KEYS. */
export const dataKeyId = /^[a-z0-9-]{1,16}$/;

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with an IV of its own: the IV, what was sealed, and the tag that shows any change. */
export function sealBytes(key: DataKey, open: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key.bytes, iv);
  return Buffer.concat([iv, cipher.update(open), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the key is another or the bytes were changed */
export function openBytes(key: DataKey, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key.bytes, sealed.subarray(0, ivBytes));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
}
