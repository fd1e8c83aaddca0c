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
import type { Keys } from './keys.js';
import type { Referrals } from './referrals.js';
import { assessmentIn, assessmentsOf, standingsAt, standingsOf } from './standing-write.js';

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
    const members = await this.#members(standingsOf(area), since);
    return counted<Omit<StandingCount, 'count'>>(members);
  }

  async assessments(reference: string): Promise<Assessment[]> {
    const owner = await this.referrals.ownerOf(reference);
    if (owner === null) return [];
    const bodies = await this.homes.find(owner, async (base) => {
      const list = textsOf(await this.link.read(base, 'LRANGE', `${base}:c:${owner}:a`, '0', '-1'));
      return list.length === 0 ? null : list;
    });
    return (bodies ?? [])
      .map((body) => assessmentIn(body, this.keyring))
      .filter((assessment) => assessment.reference === reference);
  }

  async assessmentCounts(area: string, since: Date): Promise<AssessmentCount[]> {
    const members = await this.#members(assessmentsOf(area), since);
    return counted<Omit<AssessmentCount, 'count'>>(members);
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

  async #members(list: string, since: Date): Promise<string[]> {
    const from = String(validMilliseconds(since));
    const found = await this.areas.each(async (base) =>
      textsOf(await this.link.read(base, 'ZRANGEBYSCORE', base + list, from, '+inf')),
    );
    return found.flat();
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

/** How many members are of the same kind, which each names behind its id; the kinds in order. */
function counted<Kind>(members: readonly string[]): (Kind & { count: number })[] {
  const counts = new Map<string, number>();
  for (const member of members) {
    const [, kind] = JSON.parse(member) as [string, Kind];
    const name = JSON.stringify(kind);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([kind, count]) => ({ ...(JSON.parse(kind) as Kind), count }));
}
