/** Under our public address: where Twilio delivers messages, and where it reports what became of ours. */
export const messagesPath = '/webhooks/twilio/messages';
export const statusPath = '/webhooks/twilio/status';
