const REPEAT_WITHIN_MS = 3_600_000;
const MAX_REMEMBERED = 100_000;

interface Visit {
  clickId: string;
  at: number;
}

/**
 * The counted clicks of the last hour by link and visitor, as far as this process has seen them: a flood from
 * one visitor is told from memory, also while its first click is still being written. What other processes
 * have seen, the database tells.
 */
export class RecentVisits {
  private readonly visits = new Map<string, Visit>();

  /**
   * The id of the counted click that this one repeats, or null; then it is the one to repeat from now on.
   * @param key by which this visitor would be known.
   * @param keys all by which the next click may be known, `key` among them.
   */
  remember(key: string, keys: string[], clickId: string, at: number): string | null {
    const first = this.visits.get(key);
    if (first && at - first.at < REPEAT_WITHIN_MS) return first.clickId;
    for (const each of keys) {
      this.visits.delete(each);
      this.visits.set(each, { clickId, at });
    }
    this.forgetOldest();
    return null;
  }

  /** The click could not be written: the next one is not a repeat of it. */
  forget(keys: string[], clickId: string): void {
    for (const key of keys) if (this.visits.get(key)?.clickId === clickId) this.visits.delete(key);
  }

  private forgetOldest(): void {
    for (const key of this.visits.keys()) {
      if (this.visits.size <= MAX_REMEMBERED) return;
      this.visits.delete(key);
    }
  }
}
