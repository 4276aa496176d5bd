/** Remembers the values used last, each for a limited time. */
export class Memory<Value> {
  readonly #entries = new Map<string, { value: Value; until: number }>();
  readonly #maxEntries: number;
  readonly #validMs: number;

  constructor(maxEntries: number, validMs: number) {
    this.#maxEntries = maxEntries;
    this.#validMs = validMs;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until > Date.now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** The oldest entries make room. */
  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: Date.now() + this.#validMs });
    if (this.#entries.size <= this.#maxEntries) return;
    const oldest = this.#entries.keys().next().value;
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  clear(): void {
    this.#entries.clear();
  }
}
