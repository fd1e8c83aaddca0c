/** The part of a Direct Line activity that the page shows. */
export interface Activity {
  type: string;
  /** Of an event. */
  name?: string;
  id: string;
  /** ISO 8601. */
  timestamp: string;
  from: { role?: string };
  text?: string;
  suggestedActions?: { actions: { title: string; value: string }[] };
  channelData?: { clientActivityID?: string; discreet?: boolean };
}

/** What arrives by stream or by polling. */
export interface ActivitySet {
  activities: Activity[];
  watermark?: string;
}
