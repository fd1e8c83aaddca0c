/** A text that is one of these alone ends all texts from us (twilio.com/docs/messaging/tutorials/advanced-opt-out). */
export const stopWords: ReadonlySet<string> = new Set(
  'STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT'.split(' '),
);

/** A text that is one of these alone begins them again. */
export const startWords: ReadonlySet<string> = new Set(['START', 'UNSTOP']);

/** Also begins them again by default; to a number that never stopped them it is an answer like any other. */
export const startWordThatIsAnAnswer = 'YES';
