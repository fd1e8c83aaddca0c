declare module 'xmlhttprequest' {
  /** The part of the browser's class that the official client uses; only it looks inside. */
  export const XMLHttpRequest: new () => object;
}
