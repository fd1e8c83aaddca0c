/** Who can pass on a carer's story for them, with their agreement. */
export const senders = ['gp', 'ward', 'school', 'staff', 'other', 'family'] as const;
export type SenderKind = (typeof senders)[number];

/** Somebody other than the carer who wrote a referral. */
export interface Sender {
  kind: SenderKind;
  name: string;
  /** Null for family and friends who name none. */
  organisation: string | null;
}
