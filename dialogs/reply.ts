/** Somewhere the person can tap instead of typing. */
export interface Choice {
  /** Stable name, the same in every language. */
  id: string;
  /** What is shown, and what is sent back when it is chosen. */
  label: string;
}

/** What a dialog sends with its message as `channelData`; each channel renders it in its own way. */
export interface ReplyData {
  /** The editor's short form of the text, for SMS. */
  short: string | null;
  choices: Choice[];
  /** Name of the Story fact this message asks for. */
  asks: string | null;
  /** Neutral on the outside: no preview, no details unless asked for. */
  discreet: boolean;
}

/** One message of ours, as its channel will show it. */
export interface Reply {
  text: string;
  choices: Choice[];
  asks: string | null;
  discreet: boolean;
}
