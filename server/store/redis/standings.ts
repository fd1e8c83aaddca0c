import type {
  Assessment,
  AssessmentCount,
  ReferralRecord,
  ReferralStanding,
  ReferralStore,
  StandingCount,
} from '../referrals.js';
import type { OutboxState } from '../outbox.js';
import type { Keyring } from '../sealing/keyring.js';
import { validMilliseconds } from '../time.js';
import type { Areas } from './areas.js';
import type { Link } from './connection/link.js';
import { listOf, numberOf, textOf, textsOf } from './connection/reply.js';
import type { Reply } from './connection/reply.js';
import type { Homes } from './homes.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';
import type { Referrals } from './referrals.js';
import { assessmentIn, assessmentsOf, kindsIn, standingsAt, standingsOf } from './standing-write.js';

/**
 * What became of referrals. It is kept with the conversation; the area that answers for it may be another one, so that what
 * an area answers for is asked of all.
 */
export class Standings implements ReferralStore {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly areas: Areas,
    private readonly homes: Homes,
    private readonly referrals: Referrals,
    private readonly keyring: Keyring,
  ) {}

  async find(reference: string): Promise<ReferralRecord | null> {
    const owner = await this.referrals.ownerOf(reference);
    if (owner === null) return null;
    return (await this.#of(owner, [reference]))[0] ?? null;
  }

  async ofConversation(conversationId: string): Promise<ReferralRecord[]> {
    const referrals = await this.referrals.of(conversationId);
    return this.#of(
      conversationId,
      referrals.map(({ reference }) => reference),
    );
  }

  async byLink(hash: string): Promise<ReferralRecord | null> {
    const key = this.keys.link(hash);
    const reference = textOf(await this.link.read(key, 'GET', key));
    const record = reference === null ? null : await this.find(reference);
    return record?.link?.hash === hash ? record : null;
  }

  /** Notes the links before the commit. False when one of them is another referral's. */
  async claimLinks(standings: readonly ReferralStanding[]): Promise<boolean> {
    for (const { reference, link } of standings) {
      if (!link) continue;
      const key = this.keys.link(link.hash);
      const before = textOf(await this.link.write(key, 'SET', key, reference, 'NX', 'GET'));
      if (before === null || before === reference) continue;
      if ((await this.find(before))?.link?.hash === link.hash) return false;
      await this.link.run('swap', key, before, reference);
    }
    return true;
  }

  async ofParty(area: string, party: string, limit: number): Promise<ReferralRecord[]> {
    const list = standingsAt(area, party);
    const found = await this.areas.each(async (base) => {
      const range = ['ZRANGE', base + list, '0', String(limit - 1), 'REV'];
      const references = limit === 0 ? [] : textsOf(await this.link.read(base, ...range));
      return this.#at(base, references);
    });
    return found
      .flat()
      .sort((one, other) => Date.parse(other.changedAt) - Date.parse(one.changedAt))
      .slice(0, limit);
  }

  async counts(area: string, since: Date): Promise<StandingCount[]> {
    return this.#counted<Omit<StandingCount, 'count'>>(standingsOf(area), since);
  }

  async assessments(reference: string): Promise<Assessment[]> {
    const owner = await this.referrals.ownerOf(reference);
    if (owner === null) return [];
    const bodies = await this.homes.find(owner, async (base) => {
      const list = textsOf(
        await this.link.read(base, 'LRANGE', `${base}${ofConversation(owner)}:a`, '0', '-1'),
      );
      return list.length === 0 ? null : list;
    });
    return (bodies ?? [])
      .map((body) => assessmentIn(body, this.keyring))
      .filter((assessment) => assessment.reference === reference);
  }

  async assessmentCounts(area: string, since: Date): Promise<AssessmentCount[]> {
    return this.#counted<Omit<AssessmentCount, 'count'>>(assessmentsOf(area), since);
  }

  async #of(conversationId: string, references: readonly string[]): Promise<ReferralRecord[]> {
    const found = await this.homes.find(conversationId, async (base) => {
      const records = await this.#at(base, references);
      return records.length === 0 ? null : records;
    });
    return found ?? [];
  }

  async #at(base: string, references: readonly string[]): Promise<ReferralRecord[]> {
    if (references.length === 0) return [];
    return listOf(await this.link.query('standings', base, ...references)).flatMap(
      (each) => toRecord(each, this.keyring) ?? [],
    );
  }

  /** How many are of the same kind, in all areas that keep some of them; the kinds in order. */
  async #counted<Kind>(all: string, since: Date): Promise<(Kind & { count: number })[]> {
    const from = String(validMilliseconds(since));
    const found = await this.areas.each(async (base) => {
      const kinds = textsOf(await this.link.read(base, 'SMEMBERS', base + kindsIn(all)));
      const each = kinds.map(async (kind) => {
        const range = ['ZCOUNT', `${base}${all}:${kind}`, from, '+inf'];
        return { kind, count: numberOf(await this.link.read(base, ...range)) };
      });
      const earlier = textsOf(await this.link.read(base, 'ZRANGEBYSCORE', base + all, from, '+inf'));
      return [...(await Promise.all(each)), ...earlier.map((member) => ({ kind: kindOf(member), count: 1 }))];
    });
    const counts = new Map<string, number>();
    for (const { kind, count } of found.flat()) counts.set(kind, (counts.get(kind) ?? 0) + count);
    return [...counts]
      .filter(([, count]) => count > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([kind, count]) => ({ ...(JSON.parse(kind) as Kind), count }));
  }
}

function toRecord(reply: Reply, keyring: Keyring): ReferralRecord | null {
  const [body, conversationId, state, attempts] = listOf(reply);
  const standing = textOf(body);
  if (standing === null) return null;
  return {
    ...(JSON.parse(keyring.open(standing)) as ReferralStanding),
    conversationId: textOf(conversationId) ?? '',
    delivery:
      textOf(state) === null ? null : { state: textOf(state) as OutboxState, attempts: numberOf(attempts) },
  };
}

/** Earlier programs wrote the kind into each member of one list. */
function kindOf(member: string): string {
  const [, kind] = JSON.parse(member) as [string, object];
  return JSON.stringify(kind);
}
