import { inTransaction } from '../../core/db.ts';
import { emitAll } from '../../core/events.ts';
import { newId } from '../../core/ids.ts';
import { correctCommission } from '../correct-commission.ts';
import { insertAwards, listTakenBack, lockAwards } from '../store/awards.ts';
import type { NewAward } from './schema.ts';

/** More at once would hold too many locks. */
const MAX_AWARDS_AT_ONCE = 500;

/** See `grantAwards`. @returns the id of the award; null when it was granted before. */
export async function grantAward(workspaceId: string, award: NewAward): Promise<string | null> {
  const [id] = await grantAwards(workspaceId, [award]);
  return id ?? null;
}

/**
 * Grants awards with their ledger entries, in the caller's transaction; one that was granted before is left alone, also
 * when its amount is another now. What was taken back before it came is missing from it at once.
 * @returns the ids of those that were granted by this call.
 */
export async function grantAwards(workspaceId: string, awards: NewAward[]): Promise<string[]> {
  if (awards.length > MAX_AWARDS_AT_ONCE)
    throw new RangeError(`at most ${MAX_AWARDS_AT_ONCE} awards at once`);
  if (awards.length === 0) return [];
  return inTransaction(async () => {
    await lockAwards(workspaceId, awards);
    const granted = await insertAwards(
      workspaceId,
      awards.map((award) => ({ ...award, id: newId('com'), entryId: newId('ent') })),
    );
    const ids = granted.map(({ id }) => id);
    const given = granted.filter(({ amountMinor }) => amountMinor > 0);
    await emitAll(
      workspaceId,
      'commission.created',
      given.map(({ id: commissionId, affiliateId, needsApproval }) => ({
        ...{ commissionId, affiliateId, needsApproval },
      })),
    );
    for (const { id, at } of await listTakenBack(workspaceId, ids))
      await correctCommission(workspaceId, id, { kind: 'takeback', source: 'grant', at });
    return ids;
  });
}
