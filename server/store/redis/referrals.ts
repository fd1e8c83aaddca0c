import type { Referral } from '../../../dialogs/effects.js';
import type { Keyring } from '../sealing/keyring.js';
import type { Link } from './connection/link.js';
import { textOf, textsOf } from './connection/reply.js';
import type { Homes } from './homes.js';
import { ofConversation } from './keys.js';
import type { Keys } from './keys.js';

/** Referrals, by their conversation and by the reference that people quote. */
export class Referrals {
  constructor(
    private readonly link: Link,
    private readonly keys: Keys,
    private readonly homes: Homes,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Notes the references before the commit. One that is noted and never committed leads to nothing, and is not used
   * again. False when one of them is another referral's.
   */
  async claim(referrals: readonly Referral[], conversationId: string): Promise<boolean> {
    const claims = referrals.map(async ({ id, reference }) => {
      const key = this.keys.reference(reference);
      const owner = JSON.stringify([conversationId, id]);
      const before = textOf(await this.link.write(key, 'SET', key, owner, 'NX', 'GET'));
      return before === null || before === owner;
    });
    return (await Promise.all(claims)).every(Boolean);
  }

  async of(conversationId: string): Promise<Referral[]> {
    const bodies = await this.homes.find(conversationId, async (base) => {
      const list = textsOf(
        await this.link.read(base, 'LRANGE', `${base}${ofConversation(conversationId)}:r`, '0', '-1'),
      );
      return list.length === 0 ? null : list.filter((_, index) => index % 3 === 2);
    });
    return (bodies ?? []).map((body) => JSON.parse(this.keyring.open(body)) as Referral);
  }

  async find(reference: string): Promise<Referral | null> {
    const owner = await this.ownerOf(reference);
    if (owner === null) return null;
    return (await this.of(owner)).find((referral) => referral.reference === reference) ?? null;
  }

  /** The conversation that the reference was noted for. */
  async ownerOf(reference: string): Promise<string | null> {
    const key = this.keys.reference(reference);
    const owner = textOf(await this.link.read(key, 'GET', key));
    return owner === null ? null : (JSON.parse(owner) as [string, string])[0];
  }
}
