import type { AuditFault } from './schema.ts';
import { isHeadTrue } from './seal-entries.ts';
import { blankSeal, chainHash, detailHash, entrySeal, type Gap, gapSeal } from './seals.ts';
import type { ChainRow, Head } from './store.ts';

export type SealedGap = Gap & { seal: string };

/** Walks along a workspace’s chain and says every place where it is not as Goodword wrote it. */
export class Examination {
  readonly faults: AuditFault[] = [];
  entries = 0;
  blanked = 0;
  removed = 0;
  until: Date | null = null;
  private readonly workspaceId: string;
  private readonly gaps: Map<number, SealedGap>;
  private sequence = 0;
  /** Null after a row that is missing: what comes next cannot be held against it. */
  private previous: string | null = '';

  constructor(workspaceId: string, gaps: readonly SealedGap[]) {
    this.workspaceId = workspaceId;
    this.gaps = new Map(gaps.map((gap) => [gap.firstSequence, gap]));
  }

  /** The next row that has a place. */
  take(row: ChainRow & { sequence: number }): void {
    this.goTo(row.sequence);
    const isFine = this.takeContent(row);
    const { workspaceId, previous } = this;
    const place = previous === null || chainHash(workspaceId, previous, row.sequence, row.seal ?? '');
    if (isFine && place !== true && place !== row.chainHash) this.say('moved', row);
    this.sequence = row.sequence;
    this.previous = row.chainHash;
  }

  /** A row that has no place yet, or one whose place was taken away. */
  takeUnplaced(row: ChainRow): void {
    this.takeContent(row);
  }

  /** After the last row. */
  finish(head: Head | null): void {
    const { workspaceId } = this;
    if (!head || head.sequence === 0) {
      if (this.sequence > 0) this.say('end');
      return;
    }
    if (!isHeadTrue(workspaceId, head)) {
      this.say('end');
      return;
    }
    if (this.sequence < head.sequence) this.goTo(head.sequence + 1);
    if (this.sequence > head.sequence || (this.previous !== null && this.previous !== head.chainHash))
      this.say('end');
  }

  private goTo(sequence: number): void {
    while (this.sequence + 1 < sequence) {
      const first = this.sequence + 1;
      const gap = this.gaps.get(first);
      const isLawful = gap && gap.lastSequence < sequence && gap.seal === gapSeal(this.workspaceId, gap);
      const last = isLawful ? gap.lastSequence : this.lastMissing(first, sequence);
      const count = last - first + 1;
      if (isLawful) this.removed += count;
      else this.faults.push({ code: 'missing', id: null, sequence: first, count });
      this.previous = isLawful ? gap.lastHash : null;
      this.sequence = last;
    }
  }

  /** Up to the next run that is known to be gone, or the next row. */
  private lastMissing(first: number, sequence: number): number {
    const starts = [...this.gaps.keys()].filter((start) => start > first && start < sequence);
    return Math.min(sequence, ...starts) - 1;
  }

  private takeContent(row: ChainRow): boolean {
    this.entries += 1;
    if (!this.until || row.at > this.until) this.until = row.at;
    const { workspaceId } = this;
    if (row.seal === null || row.detailHash === null) return this.say('inserted', row);
    if (row.seal !== entrySeal(workspaceId, row, row.detailHash)) return this.say('changed', row);
    if (this.isBlanked(row)) {
      this.blanked += 1;
      return true;
    }
    const isKept = row.detailHash === detailHash(workspaceId, row.id, row.before, row.after);
    return isKept || this.say('changed', row);
  }

  private isBlanked({ id, before, after, detailHash: detail, blankSeal: kept }: ChainRow): boolean {
    const isEmpty = before === null && after === null;
    return isEmpty && kept !== null && kept === blankSeal(this.workspaceId, id, detail ?? '');
  }

  private say(code: AuditFault['code'], row?: ChainRow): false {
    this.faults.push({ code, id: row?.id ?? null, sequence: row?.sequence ?? null, count: 1 });
    return false;
  }
}
