import type { SendMailOptions } from 'nodemailer';
import type { EmailPayload } from '../store/outbox.js';

/**
 * The email as nodemailer takes it: text and HTML, nothing attached, and the same Message-ID however often it is sent,
 * so that the receiver can tell a repeat.
 */
export function compose(payload: EmailPayload, from: string, to: string): SendMailOptions {
  const { messageId, subject, text, html, unsubscribe } = payload;
  return {
    from,
    to,
    messageId,
    subject,
    text,
    html,
    // RFC 3834: keeps holiday replies from being sent to an address that nobody reads.
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe !== undefined && {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
