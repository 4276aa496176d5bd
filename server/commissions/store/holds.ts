import { type SqlBool, sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { HoldReason } from '../schema.ts';

/** Over the row `commission`. */
export const isHeld = sql<SqlBool>`exists (select from commissions.holds hold
  where hold.workspace_id = commission.workspace_id and hold.commission_id = commission.id
    and hold.released_at is null)`;

export interface Hold {
  since: Date;
  reason: HoldReason;
}

/** Over the row `commission`: since when the oldest hold stands. */
export const heldSince = sql<Date | null>`(select min(hold.placed_at) from commissions.holds hold
  where hold.workspace_id = commission.workspace_id and hold.commission_id = commission.id
    and hold.released_at is null)`;

/** What stands on these commissions, the oldest hold of each. */
export async function mapHolds(workspaceId: string, commissionIds: string[]): Promise<Map<string, Hold>> {
  const rows = await db()
    .selectFrom('commissions.holds')
    .select(['commissionId', 'placedAt as since', sql<HoldReason>`reason`.as('reason')])
    .where('workspaceId', '=', workspaceId)
    .where('commissionId', '=', sql<string>`any(${commissionIds})`)
    .where('releasedAt', 'is', null)
    .orderBy('placedAt', 'desc')
    .orderBy('source', 'desc')
    .execute();
  return new Map(rows.map(({ commissionId, ...hold }) => [commissionId, hold]));
}

/** Of commissions that earn something and were never paid. @returns those that this source holds only now. */
export async function upsertHolds(
  workspaceId: string,
  commissionIds: string[],
  hold: { source: string; reason: HoldReason; placedAt: Date },
): Promise<string[]> {
  const { source, reason, placedAt } = hold;
  const { rows } = await sql<{ commissionId: string }>`
    insert into commissions.holds (workspace_id, commission_id, source, reason, placed_at)
    select workspace_id, id, ${source}, ${reason}, ${placedAt} from commissions.commissions commission
    where workspace_id = ${workspaceId} and id = any(${commissionIds}) and amount_minor > 0
      and (select coalesce(sum(line.amount_minor), 0) = 0 from commissions.ledger_lines line
        where line.workspace_id = commission.workspace_id and line.commission_id = commission.id
          and line.account = 'affiliate' and line.settles_entry_id is not null)
    on conflict (workspace_id, commission_id, source) do update
      set released_at = null, placed_at = excluded.placed_at, reason = excluded.reason
      where holds.released_at is not null
    returning commission_id`.execute(db());
  return rows.map((row) => row.commissionId);
}

/** @returns the commissions that the source held. */
export async function releaseHolds(workspaceId: string, source: string, releasedAt: Date): Promise<string[]> {
  const rows = await db()
    .updateTable('commissions.holds')
    .set({ releasedAt })
    .where('workspaceId', '=', workspaceId)
    .where('source', '=', source)
    .where('releasedAt', 'is', null)
    .returning('commissionId')
    .execute();
  return rows.map((row) => row.commissionId);
}
