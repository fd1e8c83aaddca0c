/**
 * How far a source can be trusted: the body's own page, a council's document, someone else's list that was checked on
 * the date given, or someone else's word.
 */
export const confidences = ['official', 'document', 'checked-third-party', 'third-party'] as const;
