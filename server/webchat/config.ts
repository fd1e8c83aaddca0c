/** What a deployment decides about its web chat. */
export interface WebchatConfig {
  /** Keys are derived from it; at least 32 bytes, the same on every instance. */
  secret: Uint8Array;
  /** True where the site is served over HTTPS: cookies are then sent over HTTPS alone. */
  secure: boolean;
  /** A neutral site that "Exit this page" leads to. */
  exitUrl: string;
  /** Origins of sites that may show the chat in a frame. */
  embedOrigins: readonly string[];
  /** Longest message, in UTF-16 units as JavaScript counts them. */
  maxMessageLength: number;
  /** Conversations that one address may open in a minute, and messages it may send by form. */
  opensPerMinute: number;
  messagesPerMinute: number;
}
