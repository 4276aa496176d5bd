/** Clicks that count, on a day and in its month up to then. */
export interface Counts {
  /** `YYYY-MM-DD` in the workspace's time zone. */
  day: string;
  today: number;
  thisMonth: number;
}

export interface Limits {
  perDay: number | null;
  perMonth: number | null;
}

const MONTH_LENGTH = 'YYYY-MM'.length;

/** A place under a cap that a click has taken and that is not written yet. */
export interface Place {
  /** Once: whether the click was written and counts; else the place is free again. */
  keep(counts: boolean): void;
}

/**
 * How many clicks of a link, an offer or one of its affiliates count, as far as this process knows: what stood in the
 * database when it was last read, and what it has let through itself since. With one process it is exact; what others
 * let through is known after the next reading.
 */
export class ClickCounter {
  private counts: Counts;
  private taken = 0;
  private written = 0;

  constructor(counts: Counts) {
    this.counts = counts;
  }

  hasRoom({ perDay, perMonth }: Limits, day: string): boolean {
    this.turnTo(day);
    const { today, thisMonth } = this.counts;
    return (perDay === null || today < perDay) && (perMonth === null || thisMonth < perMonth);
  }

  /** Call with room alone: nothing else can come between. */
  take(day: string): Place {
    this.turnTo(day);
    this.add(1);
    this.taken++;
    return {
      keep: (counts) => {
        if (counts) this.written++;
        else this.free(day);
      },
    };
  }

  /** To be told to `adopt` with what is read after now: the clicks that were written before are among that. */
  mark(): number {
    return this.written;
  }

  /** What the database says, with the clicks of this process that it may not know yet. */
  adopt(read: Counts, mark: number): void {
    this.turnTo(read.day);
    // Read before midnight, told after it.
    if (read.day !== this.counts.day) return;
    const unknown = this.taken - mark;
    const join = (own: number, told: number) => Math.max(told, Math.min(own, told + unknown));
    const { today, thisMonth } = this.counts;
    this.counts = {
      day: read.day,
      today: join(today, read.today),
      thisMonth: join(thisMonth, read.thisMonth),
    };
  }

  private turnTo(day: string): void {
    const before = this.counts;
    if (day <= before.day) return;
    const isSameMonth = day.slice(0, MONTH_LENGTH) === before.day.slice(0, MONTH_LENGTH);
    this.counts = { day, today: 0, thisMonth: isSameMonth ? before.thisMonth : 0 };
  }

  private free(day: string): void {
    this.taken--;
    const isSameMonth = day.slice(0, MONTH_LENGTH) === this.counts.day.slice(0, MONTH_LENGTH);
    if (day === this.counts.day) this.add(-1);
    else if (isSameMonth) this.counts = { ...this.counts, thisMonth: this.counts.thisMonth - 1 };
  }

  private add(clicks: number): void {
    const { day, today, thisMonth } = this.counts;
    this.counts = { day, today: today + clicks, thisMonth: thisMonth + clicks };
  }
}
