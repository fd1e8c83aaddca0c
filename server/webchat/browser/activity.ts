/** The part of a Direct Line activity that the page shows. */
export interface Activity {
  type: string;
  /** Of an event. */
  name?: string;
  id: string;
  /** ISO 8601. */
  timestamp: string;
  from: { role?: string; name?: string };
  text?: string;
  suggestedActions?: { actions: { title: string; value: string }[] };
  /** Of the event that tells who has the floor. */
  value?: { adviser?: string | null };
  channelData?: { clientActivityID?: string; discreet?: boolean; adviser?: string };
}

/** What arrives by stream or by polling. */
export interface ActivitySet {
  activities: Activity[];
  watermark?: string;
}
