/** The desk is worked in England and Wales, wherever its server stands. */
export const deskTimeZone = 'Europe/London';
