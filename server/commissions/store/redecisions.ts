import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { History } from '../plans/choose-reward.ts';
import type { Conversion } from '../rates/convert.ts';
import type { Place } from './past.ts';

/** What a commission is from now on. */
export interface Redecision {
  id: string;
  commissionId: string;
  amountMinor: number;
  currency: string;
  nothingBecause: string | null;
  firstSoldAt: Date | null;
  history: History | null;
  /** Null where the sale is in its own currency still. */
  conversion: Conversion | null;
  waitingBasisPoints: number;
  evaluateAt: Date | null;
}

/** Another share of its sale that a commission is of from now on. */
export interface ChangedShare {
  id: string;
  commissionId: string;
  creditedMinor: number;
  shareNumber: number;
}

/** In one statement; the commissions follow, and what they were is kept. */
export async function insertRedecisions(
  workspaceId: string,
  redecisions: Redecision[],
  { cause, at }: { cause: string; at: Date },
): Promise<void> {
  await sql`
    insert into commissions.redecisions (workspace_id, id, commission_id, cause, amount_minor, currency,
      nothing_because, first_sold_at, facts, history, waiting_basis_points, evaluate_at, at)
    select ${workspaceId}, told.id, told."commissionId", ${cause}, told."amountMinor", told.currency,
      told."nothingBecause", told."firstSoldAt",
      commission.facts || jsonb_strip_nulls(jsonb_build_object('conversion', told.conversion)), told.history, told."waitingBasisPoints",
      told."evaluateAt", ${at}
    from jsonb_to_recordset(${JSON.stringify(redecisions)}::jsonb) as told (id text, "commissionId" text,
      "amountMinor" bigint, currency text, "nothingBecause" text, "firstSoldAt" timestamptz, history jsonb,
      conversion jsonb, "waitingBasisPoints" integer, "evaluateAt" timestamptz)
    join commissions.commissions commission
      on commission.workspace_id = ${workspaceId} and commission.id = told."commissionId"`.execute(db());
}

/** What a commission was booked as before it was decided anew the last time; null where it never was, or waited for a rate. */
export async function findEarlierAmount(
  workspaceId: string,
  commissionId: string,
): Promise<{ amountMinor: number; currency: string } | null> {
  const { rows } = await sql<{ amountMinor: number; currency: string }>`
    select (was ->> 'amountMinor')::bigint as amount_minor, was ->> 'currency' as currency
    from commissions.redecisions
    where workspace_id = ${workspaceId} and commission_id = ${commissionId}
      and (was ->> 'amountMinor')::bigint <> amount_minor and was ->> 'nothingBecause' is distinct from 'no_rate'
    order by id desc limit 1`.execute(db());
  return rows[0] ?? null;
}

/** The shares alone change: what the commissions come to is decided anew afterwards. */
export async function insertChangedShares(
  workspaceId: string,
  changes: ChangedShare[],
  { cause, at }: { cause: string; at: Date },
): Promise<void> {
  await sql`
    insert into commissions.redecisions (workspace_id, id, commission_id, cause, amount_minor, currency,
      nothing_because, first_sold_at, facts, history, waiting_basis_points, evaluate_at, at, credited_minor, share_number)
    select ${workspaceId}, change.id, commission.id, ${cause}, amount_minor, currency, nothing_because,
      first_sold_at, facts, history, waiting_basis_points, evaluate_at, ${at}, change."creditedMinor",
      change."shareNumber"
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as change (id text, "commissionId" text, "creditedMinor" bigint, "shareNumber" integer)
    join commissions.commissions commission
      on commission.workspace_id = ${workspaceId} and commission.id = change."commissionId"`.execute(db());
}

/** A sale with its place, as it was told. */
interface ToldSale extends Place {
  saleId: string;
  affiliateId: string | null;
  customerId: string;
}

/**
 * Sales of the customers that were taken for their first are so no more where an earlier one is told now.
 * @returns where those stand, whose they are, and which sale was told.
 */
export async function renumberFirstSales(
  workspaceId: string,
  told: ToldSale[],
  newId: () => string,
  at: Date,
): Promise<(Place & { affiliateId: string; saleId: string })[]> {
  const { rows: found } = await sql<Place & { id: string; affiliateId: string; saleId: string }>`
    select distinct on (commission.id) commission.id, commission.affiliate_id, commission.sold_at,
      commission.sale_external_id, commission.share_number, told."saleId" as sale_id
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb)
      as told ("saleId" text, "customerId" text, "soldAt" timestamptz, "saleExternalId" text)
    join commissions.commissions commission on commission.workspace_id = ${workspaceId}
      and commission.kind = 'sale' and commission.customer_id = told."customerId" and (commission.facts ->> 'saleNumber')::integer = 1
      and (commission.sold_at, commission.sale_external_id) > (told."soldAt", told."saleExternalId")
    order by commission.id`.execute(db());
  if (found.length === 0) return [];
  const changes = found.map(({ id: commissionId, saleId: cause }) => ({ id: newId(), commissionId, cause }));
  await sql`
    insert into commissions.redecisions (workspace_id, id, commission_id, cause, amount_minor, currency,
      nothing_because, first_sold_at, facts, history, waiting_basis_points, evaluate_at, at)
    select ${workspaceId}, change.id, commission.id, change.cause, amount_minor, currency, nothing_because,
      first_sold_at, jsonb_set(facts, '{saleNumber}', '2'), history, waiting_basis_points, evaluate_at, ${at}
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as change (id text, "commissionId" text, cause text)
    join commissions.commissions commission
      on commission.workspace_id = ${workspaceId} and commission.id = change."commissionId"`.execute(db());
  return found;
}

/**
 * The earliest of the sales that is booked although a later one was booked before it; null where all came in order.
 * @param sales in the order in which they were booked.
 */
export async function findEarliestLate(
  workspaceId: string,
  sales: ToldSale[],
  { isOfAffiliate }: { isOfAffiliate: boolean },
): Promise<ToldSale | null> {
  const told = sales.map((sale, place) => ({ ...sale, place }));
  const saleIds = sales.map(({ saleId }) => saleId);
  const { rows } = await sql<{ place: number }>`
    select told.place
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told (place integer, "affiliateId" text,
      "soldAt" timestamptz, "saleExternalId" text)
    where exists (
      select from commissions.commissions later
      where later.workspace_id = ${workspaceId} and later.kind = 'sale' and later.sold_at >= told."soldAt"
        and (${!isOfAffiliate} or later.affiliate_id = told."affiliateId")
        and (later.sold_at, later.sale_external_id) > (told."soldAt", told."saleExternalId")
        and coalesce(array_position(${saleIds}::text[], later.sale_id) - 1, -1) < told.place)
    order by told."soldAt", told."saleExternalId" limit 1`.execute(db());
  return sales[rows[0]?.place ?? -1] ?? null;
}
