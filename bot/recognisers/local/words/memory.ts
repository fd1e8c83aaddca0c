/**
 * What is worked out about a message or a part of it, for as long as it is read. Maps with weak keys would do without being told
 * when to forget, but hold on to a message until memory is next collected as a whole; so does a map that is cleared.
 */
export class Memory {
  private readonly forgetting: (() => void)[] = [];

  /**
   * Works something out once for each key, until the message has been read.
   * @param make what it returns must not be changed
   */
  once<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
    let values = new Map<Key, { value: Value }>();
    this.forgetting.push(() => {
      if (values.size > 0) values = new Map();
    });
    return (key) => {
      const found = values.get(key);
      if (found !== undefined) return found.value;
      const value = make(key);
      values.set(key, { value });
      return value;
    };
  }

  /** The message has been read. */
  forget(): void {
    for (const forget of this.forgetting) forget();
  }
}
