/**
 * What has become of a referral. `open`: passed on, and nobody has answered. `arrived`: the receiver has it and has not
 * decided. `redirected`: another service should have it. `returned`: back with the area's advisers. `withdrawn`: the
 * person no longer wants it passed on.
 */
export const referralStatuses = [
  'open',
  'arrived',
  'accepted',
  'declined',
  'redirected',
  'returned',
  'withdrawn',
] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

/**
 * Where a referral is, as it is told to the person; `leaving` is about to be sent for the first time, `waiting` was tried and has not
 * left us, and `sent` has.
 */
export type ReferralState = 'leaving' | 'waiting' | 'sent' | Exclude<ReferralStatus, 'open'>;

/** A referral that was made in this conversation, and the truth of it at this moment. */
export interface ReferralNews {
  reference: string;
  /** Id of the service that it was for. */
  service: string;
  state: ReferralState;
  /** Once it is redirected: where it should go, and whether it has been passed on there. */
  onTo: { service: string; passedOn: boolean } | null;
  /** The service may have it, or have had it. */
  left: boolean;
}
