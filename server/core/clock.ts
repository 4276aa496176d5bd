let readTime = (): Date => new Date();

/** The present moment. Rules never call this: acts read it once and hand it on. */
export function now(): Date {
  return readTime();
}

/** Puts another clock in place for a test; call with nothing to go back to the machine's. */
export function setClock(read: () => Date = () => new Date()): void {
  readTime = read;
}
