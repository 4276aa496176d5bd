import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { TaxFormKind, TreatmentKind } from '../tax/rules.ts';
import type { TaxData, TaxForm, TaxTreatment } from '../tax/schema.ts';

export interface TaxRow extends TaxData {
  affiliateId: string;
  sealedTaxNumber: string | null;
}

/** Of these affiliates, by affiliate; null means all. */
export async function mapTaxData(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<Map<string, TaxRow>> {
  let select = db()
    .selectFrom('payouts.taxData')
    .select(['affiliateId', sql<TaxData['kind']>`kind`.as('kind'), 'legalName', 'address', 'country'])
    .select(['vatId', 'taxNumber', 'sealedTaxNumber', 'updatedAt'])
    .where('workspaceId', '=', workspaceId);
  if (affiliateIds) select = select.where('affiliateId', '=', sql<string>`any(${affiliateIds})`);
  return new Map((await select.execute()).map((row) => [row.affiliateId, row]));
}

/** Locked until the transaction ends; null while nothing is known. */
export async function lockTaxData(workspaceId: string, affiliateId: string): Promise<TaxRow | null> {
  const key = `payouts.tax_data:${workspaceId}:${affiliateId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db());
  return (await mapTaxData(workspaceId, [affiliateId])).get(affiliateId) ?? null;
}

export async function upsertTaxData(workspaceId: string, row: TaxRow): Promise<void> {
  const { affiliateId, ...columns } = row;
  await db()
    .insertInto('payouts.taxData')
    .values({ workspaceId, affiliateId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'affiliateId']).doUpdateSet(columns))
    .execute();
}

/** By affiliate; who is missing has none. */
export async function mapTreatments(
  workspaceId: string,
  affiliateIds: string[],
): Promise<Map<string, TaxTreatment>> {
  const rows = await db()
    .selectFrom('payouts.taxTreatments')
    .select(['affiliateId', sql<TreatmentKind>`kind`.as('kind'), 'rateBasisPoints'])
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', '=', sql<string>`any(${affiliateIds})`)
    .execute();
  return new Map(rows.map(({ affiliateId, ...treatment }) => [affiliateId, treatment]));
}

export async function upsertTreatment(
  workspaceId: string,
  affiliateId: string,
  treatment: TaxTreatment,
  updatedAt: Date,
): Promise<void> {
  const columns = { ...treatment, updatedAt };
  await db()
    .insertInto('payouts.taxTreatments')
    .values({ workspaceId, affiliateId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'affiliateId']).doUpdateSet(columns))
    .execute();
}

/** Without their content, the newest first; of these affiliates, or of all. */
export async function listTaxForms(
  workspaceId: string,
  affiliateIds: string[] | null,
): Promise<(TaxForm & { affiliateId: string })[]> {
  let select = db()
    .selectFrom('payouts.taxForms')
    .select(['id', 'affiliateId', sql<TaxFormKind>`kind`.as('kind'), 'fileName', 'byteCount'])
    .select(['uploadedByName', 'uploadedAt'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id', 'desc');
  if (affiliateIds) select = select.where('affiliateId', '=', sql<string>`any(${affiliateIds})`);
  return select.execute();
}

export async function findTaxForm(workspaceId: string, affiliateId: string, id: string) {
  const row = await db()
    .selectFrom('payouts.taxForms')
    .select(['id', 'fileName', 'contentType', 'sealed', 'kind'])
    .where('workspaceId', '=', workspaceId)
    .where('affiliateId', '=', affiliateId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

interface NewTaxForm extends TaxForm {
  affiliateId: string;
  contentType: string;
  digest: string;
  sealed: Buffer;
}

/** False when the same file is there already. */
export async function insertTaxForm(workspaceId: string, form: NewTaxForm): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db()
    .insertInto('payouts.taxForms')
    .values({ workspaceId, ...form })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'affiliateId', 'kind', 'digest']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
