import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Domain } from '../schema/domain.ts';

const columns = [
  'host',
  'token',
  'status',
  'problem',
  'pointsHere',
  'createdAt',
  'checkedAt',
  'verifiedAt',
  'brokenSince',
] as const;

export type DomainRow = Omit<Domain, 'records' | 'linkCount' | 'servedUntil'> & { token: string };

function selectDomains(workspaceId: string) {
  return db().selectFrom('tracking.linkDomains').select(columns).where('workspaceId', '=', workspaceId);
}

export async function listDomains(workspaceId: string): Promise<DomainRow[]> {
  return (await selectDomains(workspaceId).orderBy('host').execute()) as DomainRow[];
}

export async function findDomain(
  workspaceId: string,
  host: string,
  lock?: 'locked',
): Promise<DomainRow | null> {
  let select = selectDomains(workspaceId).where('host', '=', host);
  if (lock) select = select.forUpdate();
  return ((await select.executeTakeFirst()) as DomainRow | undefined) ?? null;
}

/** @returns false when it is there already. */
export async function insertDomain(workspaceId: string, host: string, token: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db()
    .insertInto('tracking.linkDomains')
    .values({ workspaceId, host, token })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'host']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export type DomainState = Pick<
  DomainRow,
  'status' | 'problem' | 'pointsHere' | 'checkedAt' | 'verifiedAt' | 'brokenSince'
>;

export async function updateDomain(workspaceId: string, host: string, state: DomainState): Promise<void> {
  await db()
    .updateTable('tracking.linkDomains')
    .set(state)
    .where('workspaceId', '=', workspaceId)
    .where('host', '=', host)
    .execute();
}

export async function deleteDomain(workspaceId: string, host: string): Promise<void> {
  await db()
    .deleteFrom('tracking.linkDomains')
    .where('workspaceId', '=', workspaceId)
    .where('host', '=', host)
    .execute();
}

/** Links in use on each host. */
export async function countLinksByDomain(workspaceId: string): Promise<Map<string, number>> {
  const rows = await db()
    .selectFrom('tracking.links')
    .select(['domain', sql<number>`count(*)`.as('count')])
    .where('workspaceId', '=', workspaceId)
    .where('domain', '<>', '')
    .where('status', '=', 'active')
    .groupBy('domain')
    .execute();
  return new Map(rows.map(({ domain, count }) => [domain, count]));
}

/** Who serves which host now. Reads across workspaces on purpose: a visitor brings none along. */
export async function listServedDomains(): Promise<Map<string, string>> {
  const rows = await db()
    .selectFrom('tracking.linkDomains')
    .select(['host', 'workspaceId'])
    .where('status', '<>', 'waiting')
    .execute();
  return new Map(rows.map(({ host, workspaceId }) => [host, workspaceId]));
}

/** Whether another workspace serves this host, and whether its proof still stands. */
export async function findOtherServer(
  workspaceId: string,
  host: string,
): Promise<{ workspaceId: string; status: DomainRow['status'] } | null> {
  const row = await db()
    .selectFrom('tracking.linkDomains')
    .select(['workspaceId', 'status'])
    .where('host', '=', host)
    .where('workspaceId', '<>', workspaceId)
    .where('status', '<>', 'waiting')
    .executeTakeFirst();
  return (row as { workspaceId: string; status: DomainRow['status'] } | undefined) ?? null;
}

/** Those that were not looked at since, in every workspace. */
export async function listDomainsToCheck(before: Date): Promise<{ workspaceId: string; host: string }[]> {
  return db()
    .selectFrom('tracking.linkDomains')
    .select(['workspaceId', 'host'])
    .where(({ or, eb }) => or([eb('checkedAt', 'is', null), eb('checkedAt', '<', before)]))
    .orderBy('checkedAt')
    .execute();
}
