import { createCipheriv, createDecipheriv, randomBytes, randomFillSync } from 'node:crypto';

/*
 * SQLite's secure_delete does not reach every copy: when a B-tree page is split or merged, rows that moved away stay
 * readable in the unused part of the page. So what people told us is stored sealed with a secret of its conversation,
 * and forgetting also replaces that secret. Secrets all have the same size, are only ever appended and are overwritten
 * in place, so SQLite never copies one. This makes erasure complete. Against whoever steals the file it helps only where
 * there are DATA_KEYS: then the secrets themselves are kept wrapped with a key that is not in the file.
 */

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

export function newSecret(): Buffer {
  return randomBytes(32);
}

/** Random bytes are drawn for many seals at once: one draw costs nearly as much as the sealing. */
const drawn = Buffer.alloc(ivBytes * 512);
let used = drawn.length;

/** The next bytes that were never used; they stay the same only until the next call. */
function nextIv(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += ivBytes;
  return drawn.subarray(used - ivBytes, used);
}

/** Any JSON value, as bytes that only `secret` opens. */
export function seal(secret: Buffer, value: unknown): Buffer {
  return sealText(secret, JSON.stringify(value));
}

/** A text, as bytes that only `secret` opens. */
export function sealText(secret: Uint8Array, text: string): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv(algorithm, secret, iv);
  const body = cipher.update(text, 'utf8');
  return Buffer.concat([iv, body, cipher.final(), cipher.getAuthTag()]);
}

/**
 * The value that was sealed; the caller names its type, as only this program writes these bytes.
 * @throws Error when the secret is another or the bytes were changed
 */
export function unseal<T>(secret: Uint8Array, sealed: ArrayBuffer): T {
  return JSON.parse(unsealText(secret, sealed)) as T;
}

/**
 * The text that was sealed.
 * @throws Error when the secret is another or the bytes were changed
 */
export function unsealText(secret: Uint8Array, sealed: ArrayBuffer): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(algorithm, secret, bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const body = decipher.update(bytes.subarray(ivBytes, -tagBytes));
  return Buffer.concat([body, decipher.final()]).toString('utf8');
}
