/** Where a newsletter is wanted: an email address, or the number of a phone for texts. */
export type NewsletterWay = { by: 'email' | 'phone'; to: string };

/** `pending` until they have confirmed it from there themselves. */
export const subscriptionStates = ['pending', 'subscribed', 'unsubscribed'] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/** What the dialogs of one turn can learn of newsletters: whether this person has asked for one, here or from their phone. */
export interface Mailing {
  mine(): Promise<{ area: string; by: NewsletterWay['by']; to: string; state: SubscriptionState }[]>;
}

/** Nobody has asked for any. */
export const noMailing: Mailing = { mine: () => Promise.resolve([]) };
