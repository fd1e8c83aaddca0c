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
