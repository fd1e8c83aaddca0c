import { z } from 'zod';
import type { Keyring } from '../../sealing/keyring.js';
import type { Link } from '../connection/link.js';
import { listOf, numberOf, textOf, textsOf } from '../connection/reply.js';

/** The fields of hashes that are sealed, by how the names of their keys go on after the area. */
const fieldsOf: [RegExp, readonly string[]][] = [
  [/^:c:[^:]+$/, ['state', 'desk', 'row', 'reach']],
  [/^:o:/, ['payload', 'wordless']],
  [/^:standing:/, ['body']],
  [/^:booking:/, ['details']],
];
/** Lists of a conversation: what of each is sealed. */
const journal = /^:c:[^:]+:j$/;
const referrals = /^:c:[^:]+:r$/;
const assessments = /^:c:[^:]+:a$/;
const session = /^:s:/;
const records = /^:records:/;

const assessmentSchema = z.looseObject({ assessment: z.unknown() });

/** Seals anew what stands at the places where something is sealed. */
export class Places {
  sealed = 0;

  constructor(
    private readonly link: Link,
    private readonly keyring: Keyring,
  ) {}

  async resealAll(names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.#reseal(name)));
  }

  async #reseal(key: string): Promise<void> {
    const rest = key.slice(key.indexOf('}') + 1);
    const [, fields] = fieldsOf.find(([pattern]) => pattern.test(rest)) ?? [];
    if (fields) return this.#hash(key, fields);
    if (journal.test(rest)) return this.#list(key, (entry) => this.#anew(entry));
    if (referrals.test(rest)) {
      // Ids, references and bodies in turn.
      return this.#list(key, (body, index) => (index % 3 === 2 ? this.#anew(body) : null));
    }
    if (records.test(rest)) return this.#hash(key, textsOf(await this.link.read(key, 'HKEYS', key)));
    if (assessments.test(rest)) return this.#list(key, (entry) => this.#assessment(entry));
    if (session.test(rest)) {
      const kept = textOf(await this.link.read(key, 'GET', key));
      await this.#swap(key, 'string', '', kept, kept === null ? null : this.#anew(kept));
    }
  }

  async #hash(key: string, fields: readonly string[]): Promise<void> {
    if (fields.length === 0) return;
    const kept = listOf(await this.link.read(key, 'HMGET', key, ...fields)).map(textOf);
    for (const [index, field] of fields.entries()) {
      const value = kept[index] ?? null;
      await this.#swap(key, 'hash', field, value, value === null ? null : this.#anew(value));
    }
  }

  async #list(key: string, anew: (entry: string, index: number) => string | null): Promise<void> {
    const entries = textsOf(await this.link.read(key, 'LRANGE', key, '0', '-1'));
    for (const [index, entry] of entries.entries()) {
      await this.#swap(key, 'list', String(index), entry, anew(entry, index));
    }
  }

  async #swap(
    key: string,
    kind: string,
    at: string,
    before: string | null,
    after: string | null,
  ): Promise<void> {
    if (before === null || after === null) return;
    this.sealed += numberOf(await this.link.run('reseal', key, key, kind, at, before, after));
  }

  /** Null when there is nothing to do. */
  #anew(kept: string): string | null {
    return this.keyring.isStale(kept) ? this.keyring.seal(this.keyring.open(kept)) : null;
  }

  #assessment(entry: string): string | null {
    const kept = assessmentSchema.parse(JSON.parse(entry));
    const { assessment } = kept;
    const text = typeof assessment === 'string' ? assessment : JSON.stringify(assessment);
    const sealed = this.#anew(text);
    return sealed === null ? null : JSON.stringify({ ...kept, assessment: sealed });
  }
}
