/** What the names of all keys begin with, unless told. */
export const usualPrefix = 'fingerpost';

/**
 * Of what is kept; a change that an earlier program could not read counts it up. In the second, what is to be sent stands in a
 * list for each receiver.
 */
export const format = '2';
/** Stands in place of the format while a backup is brought back. */
export const restoring = 'restoring';

/** How the name of a conversation's key goes on after the area. Its lists go on after a colon, so its id has none there. */
export function ofConversation(id: string): string {
  return `:c:${id.replace(/[%:]/g, encodeURIComponent)}`;
}

/**
 * Names every key. What stands in braces decides where in a cluster a key is: all of an area in one place, and each
 * key that finds something from elsewhere by itself.
 */
export class Keys {
  constructor(private readonly prefix: string) {}

  /** What all keys of an area begin with. Timers of no area are kept under the name ''. */
  area(area: string): string {
    return this.#key(`area=${area}`);
  }

  /** In which area a conversation is kept. */
  home(conversationId: string): string {
    return this.#key(`home=${conversationId}`);
  }

  /** The conversation of an address. */
  address(channel: string, address: string): string {
    return this.#key(`address=${channel} ${address}`);
  }

  /** The conversation that a message was committed with. */
  message(channel: string, messageId: string): string {
    return this.#key(`message=${channel} ${messageId}`);
  }

  /** The conversation that a referral was made in. */
  reference(reference: string): string {
    return this.#key(`reference=${reference}`);
  }

  /** The referral that a one-time link answers, by its hash. */
  link(hash: string): string {
    return this.#key(`link=${hash}`);
  }

  /** The conversations of a person. */
  person(hash: string): string {
    return this.#key(`person=${hash}`);
  }

  /** How a message has arrived, by its provider's id. */
  report(providerId: string): string {
    return this.#key(`report=${providerId}`);
  }

  optOut(channel: string, address: string): string {
    return this.#key(`opt-out=${channel} ${address}`);
  }

  /** What all keys of the desk's sessions begin with. */
  get sessions(): string {
    return this.#key('sessions');
  }

  /** The areas that something was ever kept in. */
  get areas(): string {
    return this.#key('areas');
  }

  /** The keys that what is kept was ever sealed with: by the name of each, the look-up key sealed with it. */
  get dataKeys(): string {
    return this.#key('data-keys');
  }

  /** As `dataKeys`, while what was open is being sealed. */
  get sealing(): string {
    return `${this.dataKeys}:begun`;
  }

  /** Which format everything is kept in. */
  get format(): string {
    return this.#key('format');
  }

  /** The channels of live updates. */
  live(number: number): string {
    return this.#key(`live=${number}`);
  }

  /** Matches all keys whose names begin so. */
  all(begin: string): string {
    return `${this.prefix}:{${begin}*`;
  }

  #key(name: string): string {
    return `${this.prefix}:{${name}}`;
  }
}
