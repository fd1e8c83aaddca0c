import type { Channel } from '../../bot/turn/channel.js';

/** A text or WhatsApp message to a phone, or a message to a conversation of the connector. */
export interface MessagePayload {
  kind: 'message';
  channel: Exclude<Channel, 'web'>;
  /** E.164 for a phone; for the connector, the conversation's address as `bot/connector/address.ts` writes it. */
  to: string;
  text: string;
}

/** An email, to a service or to somebody of the deployment's own. `messageId` stays the same however often it is tried, so that receivers can tell a repeat. */
export interface EmailPayload {
  kind: 'email';
  /** Id of the service; the address is the deployment's own and is looked up when it is sent. */
  service: string;
  /** The address, where it is not a service's: it is the duty list's. */
  to?: string;
  reference: string;
  messageId: string;
  subject: string;
  text: string;
  html: string;
  /** Where one click in a mail program stops what this is one of (RFC 8058). */
  unsubscribe?: string;
  /** Set when it is about the referral that has the reference. */
  about?: ReferralErrand;
}

/** `referral` carries it; `withdrawal` tells whoever may have it to stop and delete it. */
export type ReferralErrand = 'referral' | 'withdrawal';

/** A document for the HTTPS endpoint of a service. Address and secret are the deployment's own, looked up when it is sent. */
export interface EndpointPayload {
  kind: 'endpoint';
  /** Id of the service. */
  service: string;
  reference: string;
  about: ReferralErrand;
  /** Stays the same however often it is tried, so that the receiver can tell a repeat. */
  idempotencyKey: string;
  contentType: 'application/fhir+json' | 'application/json';
  body: string;
}

export type OutboxPayload = MessagePayload | EmailPayload | EndpointPayload;

/**
 * Who takes items. Each has its own share of what is sent at once, so that one that hangs holds up no other. What was queued
 * by a program that did not tell them apart has a share of its own.
 */
export const outboxReceivers = ['phone', 'connector', 'email', 'endpoint', 'earlier'] as const;
export type OutboxReceiver = (typeof outboxReceivers)[number];

/** At most so many items for each receiver. */
export type OutboxShares = Readonly<Record<OutboxReceiver, number>>;

/** The same share for each receiver. */
export function eachReceiver(share: number): OutboxShares {
  return { phone: share, connector: share, email: share, endpoint: share, earlier: share };
}

/** Who takes what is to be sent. */
export function receiverOf(payload: OutboxPayload): OutboxReceiver {
  if (payload.kind !== 'message') return payload.kind;
  return payload.channel === 'connector' ? 'connector' : 'phone';
}

export interface NewOutboxItem {
  id: string;
  /** Items of one lane leave one at a time, in order. */
  lane: string;
  /** ISO 8601. */
  dueAt: string;
  payload: OutboxPayload;
}

/** How far a message has come, in this order; `failed` and `undelivered` are ends. */
export const deliveryStatuses = [
  'accepted',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'undelivered',
  'failed',
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export type OutboxState = 'waiting' | 'leased' | 'sent' | 'parked' | 'stopped';

/**
 * No item is put off or lent for longer, in milliseconds. One that seems to be was queued by a clock that has been put back
 * since, and is due.
 */
export const longestWaitMs = 60 * 60_000;

export interface OutboxItem extends NewOutboxItem {
  conversationId: string;
  receiver: OutboxReceiver;
  /** Order of acceptance across the store. */
  position: number;
  state: OutboxState;
  /** Attempts begun, this one included. */
  attempts: number;
  /** When the first attempt was leased (ISO 8601): a look-up at the provider starts here. */
  firstAttemptAt: string | null;
  /** An earlier attempt began and nobody recorded how it ended. */
  unknown: boolean;
  /** The receiver's id for it, once it was taken. */
  providerId: string | null;
  /** A typed reason such as `opted-out`, never message text. */
  reason: string | null;
  delivery: { status: DeliveryStatus; errorCode: string | null; at: string } | null;
}

/** What became of an attempt. */
export type Settlement =
  | { outcome: 'sent'; providerId: string | null }
  /** `unknown` when the answer was lost, so that the next attempt looks first. */
  | { outcome: 'retry'; dueAt: Date; reason: string; unknown: boolean }
  /** Gives up until somebody looks at it; the lane goes on. */
  | { outcome: 'parked'; reason: string }
  /** Must not be sent: the person said stop. The lane goes on. */
  | { outcome: 'stopped'; reason: string };
