import { inTransaction } from '../../core/db.ts';
import { sealEntries } from './seal-entries.ts';
import { type Gap, gapSeal } from './seals.ts';
import { deleteSealedBefore, lockHead, replaceGaps, selectGaps } from './store.ts';

/** Deletes old rows, and seals in their place that they were deleted lawfully. @returns how many there were. */
export async function deleteAuditEntriesBefore(workspaceId: string, before: Date): Promise<number> {
  return inTransaction(async () => {
    await sealEntries(workspaceId);
    await lockHead(workspaceId);
    const gone = await deleteSealedBefore(workspaceId, before);
    if (gone.length === 0) return 0;
    // A run that somebody wrote themselves is not sealed with the others: it stays, and is found.
    const { true: sealed = [], false: forged = [] } = Object.groupBy(await selectGaps(workspaceId), (gap) =>
      gap.seal === gapSeal(workspaceId, gap) ? 'true' : 'false',
    );
    const joined = joinGaps([...sealed, ...gone]);
    const firsts = new Set(joined.map(({ firstSequence }) => firstSequence));
    await replaceGaps(workspaceId, [
      ...joined.map((gap) => ({ ...gap, seal: gapSeal(workspaceId, gap) })),
      ...forged.filter(({ firstSequence }) => !firsts.has(firstSequence)),
    ]);
    return gone.reduce((total, { count }) => total + count, 0);
  });
}

/** Runs that meet become one. */
export function joinGaps(gaps: readonly Gap[]): Gap[] {
  const joined: Gap[] = [];
  for (const { firstSequence, lastSequence, lastHash } of gaps.toSorted(
    (one, other) => one.firstSequence - other.firstSequence,
  )) {
    const last = joined.at(-1);
    if (last && last.lastSequence + 1 === firstSequence) Object.assign(last, { lastSequence, lastHash });
    else joined.push({ firstSequence, lastSequence, lastHash });
  }
  return joined;
}
