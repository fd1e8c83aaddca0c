import { randomBytes, randomInt } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Store } from '../store/store.js';
import type { PhoneAddress } from '../twilio/address.js';

/** A text that a pretend phone sent or got. */
export interface PhoneMessage {
  /** Counts from 1 in each phone. */
  seq: number;
  channel: PhoneAddress['channel'];
  /** The person's own. */
  own: boolean;
  text: string;
  at: Date;
}

/** A pretend phone. Whoever has its key holds it. */
export class Phone {
  readonly key = randomBytes(18).toString('base64url');
  readonly messages: PhoneMessage[] = [];
  /** Where this server was reached last, for the carrier's reports; null until a text was sent. */
  server: string | null = null;
  /** The `seq` of the newest message, 0 when there was none. */
  last = 0;
  private readonly changes = new EventEmitter();

  /** @param number E.164 */
  constructor(readonly number: string) {}

  add(message: Omit<PhoneMessage, 'seq'>): PhoneMessage {
    this.last += 1;
    const added = { ...message, seq: this.last };
    this.messages.push(added);
    this.changes.emit('message');
    return added;
  }

  /** Takes back a message that was not sent after all. */
  remove(message: PhoneMessage): void {
    const index = this.messages.indexOf(message);
    if (index >= 0) this.messages.splice(index, 1);
  }

  /** Resolves when the phone has a message newer than `message`, or after `ms` milliseconds. */
  async waitForNewer(message: PhoneMessage, ms: number): Promise<void> {
    if (this.last > message.seq) return;
    await once(this.changes, 'message', { signal: AbortSignal.timeout(ms) }).catch(() => undefined);
  }
}

/** Older phones are put away when there are more. */
const mostPhones = 200;
/** Ofcom keeps 07700 900000 to 900999 for drama: they belong to nobody. */
const fictionalNumbers = 1000;

/** The pretend phones of this process. They are gone when it ends. */
export class Phones {
  private readonly byKey = new Map<string, Phone>();

  constructor(private readonly store: Pick<Store, 'findByAddress'>) {}

  find(key: string): Phone | null {
    return this.byKey.get(key) ?? null;
  }

  findByNumber(number: string): Phone | null {
    return [...this.byKey.values()].find((phone) => phone.number === number) ?? null;
  }

  /** A new phone, with a number that nobody has a conversation from while there is one left. */
  async add(): Promise<Phone> {
    const phone = new Phone(await this.freeNumber());
    this.byKey.set(phone.key, phone);
    const [oldest] = this.byKey.keys();
    if (this.byKey.size > mostPhones && oldest !== undefined) this.byKey.delete(oldest);
    return phone;
  }

  private async freeNumber(): Promise<string> {
    const first = randomInt(fictionalNumbers);
    for (let count = 0; count < fictionalNumbers; count += 1) {
      const number = fictionalNumber((first + count) % fictionalNumbers);
      if (!this.findByNumber(number) && !(await this.hasConversation(number))) return number;
    }
    return fictionalNumber(first);
  }

  private async hasConversation(number: string): Promise<boolean> {
    const conversations = [
      await this.store.findByAddress('sms', number),
      await this.store.findByAddress('whatsapp', number),
    ];
    return conversations.some((conversation) => conversation !== null);
  }
}

function fictionalNumber(index: number): string {
  return `+447700900${String(index).padStart(3, '0')}`;
}
