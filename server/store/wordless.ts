import type { OutboxPayload } from './outbox.js';

/** What is left of something that was sent when its conversation is erased: that it went, and where to. */
export function wordless(payload: OutboxPayload): OutboxPayload {
  if (payload.kind === 'message') return { ...payload, text: '' };
  if (payload.kind === 'endpoint') return { ...payload, body: '' };
  return { ...payload, subject: '', text: '', html: '' };
}
