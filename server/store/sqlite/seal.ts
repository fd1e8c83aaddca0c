import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/*
 * SQLite's secure_delete does not reach every copy: when a B-tree page is split or merged, rows that moved away stay
 * readable in the unused part of the page. So what people told us is stored sealed with a secret of its conversation,
 * and forgetting also replaces that secret. Secrets all have the same size, are only ever appended and are overwritten
 * in place, so SQLite never copies one. This makes erasure complete; it does not protect a stolen file, which holds
 * the secrets of what was not erased.
 */

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

export function newSecret(): Buffer {
  return randomBytes(32);
}

/** Any JSON value, as bytes that only `secret` opens. */
export function seal(secret: Buffer, value: unknown): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, secret, iv);
  const body = cipher.update(JSON.stringify(value), 'utf8');
  return Buffer.concat([iv, body, cipher.final(), cipher.getAuthTag()]);
}

/**
 * The value that was sealed; the caller names its type, as only this program writes these bytes.
 * @throws Error when the secret is another or the bytes were changed
 */
export function unseal<T>(secret: ArrayBuffer, sealed: ArrayBuffer): T {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(algorithm, Buffer.from(secret), bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const body = decipher.update(bytes.subarray(ivBytes, -tagBytes));
  return JSON.parse(Buffer.concat([body, decipher.final()]).toString('utf8')) as T;
}
