import { type SqlBool, sql } from 'kysely';
import { db } from '../../../core/db.ts';
import { newId } from '../../../core/ids.ts';
import { conflict, notFound } from '../../../core/problem.ts';
import { searchKey } from '../../rules.ts';
import type { DealState } from '../kinds.ts';
import type { DealReader } from './conditions.ts';
import { isChangeable, isReadable } from './conditions.ts';

const UNIQUE_VIOLATION = '23505';

/** A deal as acts change it. */
export interface DealRow {
  id: string;
  externalId: string | null;
  pipelineId: string;
  stageId: string;
  state: DealState;
  name: string;
  accountId: string | null;
  amountMinor: number | null;
  currency: string;
  probability: number | null;
  /** An ISO day. */
  expectedOn: string | null;
  ownerId: string | null;
  channel: string | null;
  source: string | null;
  competitors: string[];
  nextStep: string | null;
  registrationId: string | null;
  stageSince: Date;
  closedAt: Date | null;
  closedByName: string | null;
  lossReasonId: string | null;
  closeNote: string | null;
  saleKey: string | null;
  version: number;
  createdAt: Date;
  deletedAt: Date | null;
}

export type DealColumns = Pick<
  DealRow,
  'externalId' | 'pipelineId' | 'stageId' | 'name' | 'accountId' | 'amountMinor' | 'currency' | 'probability'
> &
  Pick<
    DealRow,
    'expectedOn' | 'ownerId' | 'channel' | 'source' | 'competitors' | 'nextStep' | 'registrationId'
  >;

function rows() {
  return db()
    .selectFrom('customers.deals as d')
    .select(['d.id', 'd.externalId', 'd.pipelineId', 'd.stageId', 'd.state', 'd.name', 'd.accountId'])
    .select(['d.amountMinor', 'd.currency', 'd.probability', 'd.ownerId', 'd.channel', 'd.source'])
    .select(sql<string | null>`d.expected_on::text`.as('expectedOn'))
    .select(['d.competitors', 'd.nextStep', 'd.registrationId', 'd.stageSince', 'd.closedAt'])
    .select(['d.closedByName', 'd.lossReasonId', 'd.closeNote', 'd.saleKey', 'd.version', 'd.createdAt'])
    .select('d.deletedAt');
}

/** The deal, locked until the transaction ends. @throws Problem 404 */
export async function lockDeal(reader: DealReader, id: string): Promise<DealRow> {
  const row = await rows()
    .where(isReadable(reader))
    .where(isChangeable(reader))
    .where('d.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('deal');
  return row as DealRow;
}

/** These deals, locked in the order of their ids; also deleted ones where `withDeleted` says so. */
export async function lockDeals(reader: DealReader, ids: string[], withDeleted = false): Promise<DealRow[]> {
  const isThere = withDeleted ? sql<SqlBool>`true` : isReadable(reader);
  const found = await rows()
    .where(isThere)
    .where(isChangeable(reader))
    .where('d.id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .orderBy('d.id')
    .forUpdate()
    .execute();
  return found as DealRow[];
}

/** The deals of stages, locked in the order of their ids; deleted ones as well, as they may come back. */
export async function lockDealsIn(workspaceId: string, stageIds: string[]): Promise<DealRow[]> {
  const found = await rows()
    .where('d.workspaceId', '=', workspaceId)
    .where('d.stageId', '=', (eb) => eb.fn.any(eb.val(stageIds)))
    .orderBy('d.id')
    .forUpdate()
    .execute();
  return found as DealRow[];
}

/** Also a deleted one: for a registration there is one deal, for ever. In a transaction it is locked. */
export async function findDealOfRegistration(
  workspaceId: string,
  registrationId: string,
): Promise<DealRow | null> {
  const row = await rows()
    .where('d.workspaceId', '=', workspaceId)
    .where('d.registrationId', '=', registrationId)
    .forUpdate()
    .executeTakeFirst();
  return (row as DealRow | undefined) ?? null;
}

export async function findOwnerOfAccount(workspaceId: string, accountId: string): Promise<string | null> {
  const row = await db()
    .selectFrom('customers.accounts')
    .select('ownerId')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.ownerId ?? null;
}

export async function findDealByExternalId(workspaceId: string, externalId: string) {
  return db()
    .selectFrom('customers.deals')
    .select(['id', 'deletedAt', 'stageId', 'state', 'version'])
    .where('workspaceId', '=', workspaceId)
    .where('externalId', '=', externalId)
    .executeTakeFirst();
}

/** @returns its id, or null when the external id or registration has one already. */
export async function insertDeal(workspaceId: string, deal: DealColumns, at: Date): Promise<string | null> {
  const row = await db()
    .insertInto('customers.deals')
    .values({
      ...{ workspaceId, id: newId('deal'), ...deal, nameKey: searchKey(deal.name), stageSince: at },
      ...{ createdAt: at, updatedAt: at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Every change makes a new version. @throws Problem 409 when another deal has the external id. */
export async function updateDeal(
  workspaceId: string,
  id: string,
  change: Partial<Omit<DealRow, 'id' | 'version' | 'createdAt'>>,
  at: Date,
): Promise<void> {
  await db()
    .updateTable('customers.deals')
    .set({
      ...change,
      ...(change.name === undefined ? {} : { nameKey: searchKey(change.name) }),
      version: sql`version + 1`,
      updatedAt: at,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
    .catch((error: { code?: string }) => {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      throw conflict('deal_exists', 'Another deal has this external id.');
    });
}
