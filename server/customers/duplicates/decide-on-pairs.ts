import { type Actor, authorize } from '../../core/actor.ts';
import { inTransaction } from '../../core/db.ts';
import { notFound, Problem } from '../../core/problem.ts';
import { audit } from '../../workspace/index.ts';
import { mergeRecords } from '../merges/merge-records.ts';
import { suggestKept, toDuplicate } from './list-duplicates.ts';
import type { BulkMerged, Duplicate } from './schema.ts';
import { selectPairs, updateDismissal } from './store/pairs.ts';

/** Says for ever that two records are not the same, or takes it back. @throws Problem 404 */
export async function dismissPair(actor: Actor, id: string, isDismissed: boolean): Promise<Duplicate> {
  authorize(actor, 'accounts.write');
  const { workspaceId, now: at } = actor;
  return inTransaction(async () => {
    const [pair] = await selectPairs(actor, [id]);
    if (!pair) throw notFound('pair');
    const dismissal = isDismissed ? { at, by: actor.name } : { at: null, by: null };
    if (isDismissed !== (pair.dismissedAt !== null)) {
      await updateDismissal(workspaceId, id, dismissal);
      await audit(actor, {
        action: isDismissed ? 'duplicate.dismissed' : 'duplicate.restored',
        objectType: pair.object,
        objectId: pair.first.id,
        after: { firstId: pair.first.id, secondId: pair.second.id },
      });
    }
    const [after] = await selectPairs(actor, [id]);
    return toDuplicate(actor, after ?? pair);
  });
}

/**
 * Merges each of these pairs, field by field as suggested. A pair whose records are one already, or not there, is
 * told as failed.
 */
export async function mergePairs(actor: Actor, pairIds: string[]): Promise<BulkMerged> {
  authorize(actor, 'accounts.write');
  const result: BulkMerged = { merges: [], failed: [] };
  const pairs = new Map((await selectPairs(actor, pairIds)).map((pair) => [pair.id, pair]));
  for (const pairId of pairIds) {
    const pair = pairs.get(pairId);
    const kept = pair && suggestKept(pair);
    const merged = kept === pair?.first ? pair?.second : pair?.first;
    try {
      if (!pair || !kept || !merged) throw notFound('pair');
      const wanted = { object: pair.object, keptId: kept.id, mergedId: merged.id };
      result.merges.push(await mergeRecords(actor, wanted));
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      result.failed.push({ pairId, code: error.code, detail: error.message });
    }
  }
  return result;
}
