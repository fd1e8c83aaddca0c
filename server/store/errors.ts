/** Another process (or another store in this one) holds the data. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse';
}

/** Nothing can be written or read just now: the disk is full or failing, or the store was closed. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** This write alone broke a rule of the data, such as an id that must be unique; it left nothing behind. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

/** The data was written by a newer version of the program. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew';
}
