/** Another process (or another store in this one) holds the data. */
export class StoreInUse extends Error {
  override readonly name = 'StoreInUse';
}

/** Nothing can be written or read just now: the disk is full or failing, the server is away, or the store was closed. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** What a request is answered with, so that it is made again. */
  readonly status = 503;
}

/** The store would lose what it has said is kept. */
export class StoreNotDurable extends Error {
  override readonly name = 'StoreNotDurable';
}

/** This write alone broke a rule of the data, such as an id that must be unique; it left nothing behind. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

/** The data was written by a newer version of the program. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew';
}

/** What an operator can do about that. */
export const whatToStart =
  'Start the newer version of the program, or restore a backup that this one made into an empty store.';

/** What is kept is sealed with keys that are not configured, or is open where it must not be. */
export class StoreLocked extends Error {
  override readonly name = 'StoreLocked';
}

/** Failures of opening a store whose message tells the operator what to do. */
export const storeFailures = [
  StoreInUse,
  StoreUnavailable,
  StoreNotDurable,
  StoreTooNew,
  StoreLocked,
] as const;
