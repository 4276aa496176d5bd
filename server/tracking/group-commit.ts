interface Limits {
  /** Items that one write takes. */
  batchSize: number;
  /** Items that may wait; more are refused at once. */
  queueSize: number;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** More items are waiting than are kept in memory. */
export class QueueFull extends Error {}

/**
 * Many callers, few transactions: what comes in while a write is under way goes out together in the next one.
 * `add` settles only when the write that holds the item has; a failed write fails all of its items.
 */
export class GroupCommit<Item, Result> {
  private readonly write: (items: Item[]) => Promise<Result[]>;
  private readonly limits: Limits;
  private waiting: Waiting<Item, Result>[] = [];
  private isWriting = false;

  constructor(write: (items: Item[]) => Promise<Result[]>, limits: Limits) {
    this.write = write;
    this.limits = limits;
  }

  /** @throws QueueFull at once; else what the write throws. */
  add(item: Item): Promise<Result> {
    if (this.waiting.length >= this.limits.queueSize)
      return Promise.reject(new QueueFull('too many are waiting'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.startWriting();
    });
  }

  private startWriting(): void {
    if (this.isWriting || this.waiting.length === 0) return;
    this.isWriting = true;
    // The requests that came in with this one are read first, so that they share its transaction.
    setImmediate(() => void this.writeNext());
  }

  private async writeNext(): Promise<void> {
    const batch = this.waiting.splice(0, this.limits.batchSize);
    try {
      const results = await this.write(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.isWriting = false;
      this.startWriting();
    }
  }
}
