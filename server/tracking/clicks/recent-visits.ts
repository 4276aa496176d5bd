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
  // Two halves, the older of which is dropped whole: a map that its oldest entries are taken from one by one
  // looks for them ever longer.
  private newer = new Map<string, Visit>();
  private older = new Map<string, Visit>();

  /**
   * The id of the counted click that this one repeats, or null; then it is the one to repeat from now on.
   * @param key by which this visitor would be known.
   * @param keys all by which the next click may be known, `key` among them.
   */
  remember(key: string, keys: string[], clickId: string, at: number): string | null {
    const first = this.find(key);
    if (first && at - first.at < REPEAT_WITHIN_MS) return first.clickId;
    for (const each of keys) this.newer.set(each, { clickId, at });
    if (this.newer.size >= MAX_REMEMBERED / 2) {
      this.older = this.newer;
      this.newer = new Map();
    }
    return null;
  }

  /** The click could not be written: the next one is not a repeat of it. */
  forget(keys: string[], clickId: string): void {
    for (const key of keys) {
      for (const half of [this.newer, this.older]) if (half.get(key)?.clickId === clickId) half.delete(key);
    }
  }

  private find(key: string): Visit | undefined {
    return this.newer.get(key) ?? this.older.get(key);
  }
}
