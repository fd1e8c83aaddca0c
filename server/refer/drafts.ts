import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { Request, Response } from 'express';
import { cookies } from '../pages/page-language.js';
import type { DeskSessionStore } from '../store/desk-sessions.js';
import { draftSchema, type Draft } from './draft.js';

const cookieName = 'refer';
const path = '/refer';
/** From the last answer on. */
const lifeMs = 60 * 60_000;
const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

export interface DraftsParts {
  /** Where whatever a browser holds the secret of is kept, until a time. */
  store: DeskSessionStore;
  clock: () => Date;
  newId: () => string;
  /** At least 32 bytes: forms are signed with a key derived from it. */
  secret: Uint8Array;
  /** The site is served over HTTPS. */
  secure: boolean;
}

/** A draft and the secret that opens it. */
export interface OpenDraft {
  secret: string;
  draft: Draft;
}

/**
 * What is being filled in, kept for an hour. It is sealed with a secret that only the browser's cookie holds, so that
 * nobody can read it here, and nothing is left of it when the hour is over.
 */
export class Drafts {
  readonly #csrfKey: Buffer;

  constructor(private readonly parts: DraftsParts) {
    this.#csrfKey = Buffer.from(hkdfSync('sha256', parts.secret, '', 'refer csrf', 32));
  }

  /** Begins a new one, and gives the browser its secret. */
  async begin(response: Response, area: string): Promise<void> {
    const { store, clock, newId, secure } = this.parts;
    await store.removeExpired(clock());
    const secret = randomBytes(32).toString('base64url');
    await this.#add(secret, draftSchema.parse({ id: newId(), area, answers: {} }));
    response.cookie(cookieName, secret, { httpOnly: true, sameSite: 'lax', secure, path });
  }

  /** The draft of this browser for an area; null when there is none, or its hour is over. */
  async find(request: Request, area: string): Promise<OpenDraft | null> {
    const secret = cookies(request)[cookieName];
    if (secret === undefined) return null;
    const record = await this.parts.store.find(keyOf(secret), this.parts.clock());
    const draft = record && unsealed(secret, record.value);
    return draft && draft.area === area ? { secret, draft } : null;
  }

  /** Keeps what was answered, for another hour. A form that comes twice in one moment finds the draft both times. */
  async keep({ secret, draft }: OpenDraft): Promise<void> {
    await this.parts.store.replace(keyOf(secret), sealed(secret, draft), this.#end());
  }

  csrfToken(secret: string): string {
    return createHmac('sha256', this.#csrfKey).update(secret).digest('base64url');
  }

  csrfHolds(secret: string, token: unknown): boolean {
    const given = Buffer.from(typeof token === 'string' ? token : '');
    const expected = Buffer.from(this.csrfToken(secret));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  async #add(secret: string, draft: Draft): Promise<void> {
    const expiresAt = this.#end().toISOString();
    await this.parts.store.add({
      key: keyOf(secret),
      adviser: null,
      value: sealed(secret, draft),
      expiresAt,
    });
  }

  #end(): Date {
    return new Date(this.parts.clock().getTime() + lifeMs);
  }
}

function keyOf(secret: string): string {
  return `refer:${createHash('sha256').update(secret).digest('base64url')}`;
}

function sealKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'refer draft', 32));
}

function sealed(secret: string, draft: Draft): string {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, sealKey(secret), iv);
  const body = Buffer.concat([sealing.update(JSON.stringify(draft), 'utf8'), sealing.final()]);
  return Buffer.concat([iv, sealing.getAuthTag(), body]).toString('base64');
}

/** Null for what is no draft of ours. */
function unsealed(secret: string, value: unknown): Draft | null {
  if (typeof value !== 'string') return null;
  const bytes = Buffer.from(value, 'base64');
  const opening = createDecipheriv(cipher, sealKey(secret), bytes.subarray(0, ivBytes));
  opening.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([opening.update(bytes.subarray(ivBytes + tagBytes)), opening.final()]);
  return draftSchema.parse(JSON.parse(text.toString('utf8')));
}
