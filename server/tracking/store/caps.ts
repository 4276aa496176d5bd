import { sql } from 'kysely';
import { db } from '../../core/db.ts';

/** Whose clicks are counted together: a link's, an offer's, or an affiliate's in an offer. */
export type Scope = { workspaceId: string } & (
  | { linkId: string }
  | { offerId: string; affiliateId?: string }
);

export interface CapRow {
  offerId: string;
  /** Empty for all affiliates of the offer together. */
  affiliateId: string;
  perDay: number | null;
  perMonth: number | null;
}

/** Counted clicks of a day and of its month up to then. */
export async function countClicksOf(
  { workspaceId, ...scope }: Scope,
  day: string,
): Promise<{ today: number; thisMonth: number; overCap: number }> {
  const filters = Object.entries(scope).map(([column, id]) => sql`and ${sql.ref(column)} = ${id}`);
  const { rows } = await sql<{ today: number; thisMonth: number; overCap: number }>`
    select coalesce(sum(counted) filter (where day = ${day}), 0)::bigint as today,
      coalesce(sum(counted), 0)::bigint as this_month, coalesce(sum(over_cap), 0)::bigint as over_cap
    from tracking.click_days
    where workspace_id = ${workspaceId} and day between date_trunc('month', ${day}::date)::date and ${day}
      ${sql.join(filters, sql` `)}`.execute(db());
  return rows[0] ?? { today: 0, thisMonth: 0, overCap: 0 };
}

export async function findOfferCaps(
  workspaceId: string,
  offerId: string,
  affiliateId: string,
): Promise<CapRow[]> {
  return selectCaps(workspaceId)
    .where('offerId', '=', offerId)
    .where('affiliateId', 'in', ['', affiliateId])
    .execute();
}

/** By offer, its own cap before those of its affiliates. */
export async function listCaps(workspaceId: string): Promise<CapRow[]> {
  return selectCaps(workspaceId).orderBy('offerId').orderBy('affiliateId').execute();
}

export async function findCap(
  workspaceId: string,
  { offerId, affiliateId }: Pick<CapRow, 'offerId' | 'affiliateId'>,
): Promise<CapRow | null> {
  const row = await selectCaps(workspaceId)
    .where('offerId', '=', offerId)
    .where('affiliateId', '=', affiliateId)
    .executeTakeFirst();
  return row ?? null;
}

export async function upsertCap(workspaceId: string, { perDay, perMonth, ...whose }: CapRow): Promise<void> {
  const limits = { clicksPerDay: perDay, clicksPerMonth: perMonth };
  await db()
    .insertInto('tracking.clickCaps')
    .values({ workspaceId, ...whose, ...limits })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'offerId', 'affiliateId']).doUpdateSet(limits))
    .execute();
}

export async function deleteCap(
  workspaceId: string,
  { offerId, affiliateId }: Pick<CapRow, 'offerId' | 'affiliateId'>,
): Promise<void> {
  await db()
    .deleteFrom('tracking.clickCaps')
    .where('workspaceId', '=', workspaceId)
    .where('offerId', '=', offerId)
    .where('affiliateId', '=', affiliateId)
    .execute();
}

function selectCaps(workspaceId: string) {
  return db()
    .selectFrom('tracking.clickCaps')
    .select(['offerId', 'affiliateId', 'clicksPerDay as perDay', 'clicksPerMonth as perMonth'])
    .where('workspaceId', '=', workspaceId);
}
