import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import { conflict, notFound } from '../../core/problem.ts';
import type { AffiliateGroup, GroupView } from '../schema/group.ts';

const UNIQUE_VIOLATION = '23505';
const columns = ['id', 'name', 'createdAt'] as const;

/** By name, with how many affiliates each has. */
export async function listGroupViews(workspaceId: string): Promise<GroupView[]> {
  const counts = db()
    .selectFrom('affiliates.affiliates')
    .select(['groupId', sql<number>`count(*)::integer`.as('affiliateCount')])
    .where('workspaceId', '=', workspaceId)
    .where('groupId', 'is not', null)
    .groupBy('groupId');
  return db()
    .selectFrom('affiliates.groups as own')
    .leftJoin(counts.as('counted'), 'counted.groupId', 'own.id')
    .select(['own.id', 'own.name', 'own.createdAt'])
    .select(sql<number>`coalesce(counted.affiliate_count, 0)`.as('affiliateCount'))
    .where('own.workspaceId', '=', workspaceId)
    .orderBy(sql`lower(own.name)`)
    .execute();
}

/** By name. */
export async function listGroups(workspaceId: string): Promise<AffiliateGroup[]> {
  return db()
    .selectFrom('affiliates.groups')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy(sql`lower(name)`)
    .execute();
}

/** The group of every affiliate who is in one. */
export async function mapGroups(workspaceId: string): Promise<Map<string, string>> {
  const rows = await db()
    .selectFrom('affiliates.affiliates')
    .select(['id', 'groupId'])
    .where('workspaceId', '=', workspaceId)
    .where('groupId', 'is not', null)
    .execute();
  return new Map(rows.map(({ id, groupId }) => [id, groupId ?? '']));
}

/** Nobody removes it until the transaction ends, if it is still there. */
export async function holdGroupIfAny(workspaceId: string, id: string): Promise<AffiliateGroup | undefined> {
  return selectGroup(workspaceId, id).forShare().executeTakeFirst();
}

/** Stands until the transaction ends: nobody removes it meanwhile. @throws Problem 404 */
export async function holdGroup(workspaceId: string, id: string): Promise<void> {
  if (!(await holdGroupIfAny(workspaceId, id))) throw notFound('affiliate group');
}

/** Nobody else joins, renames or removes it until the transaction ends. @throws Problem 404 */
export async function lockGroup(workspaceId: string, id: string): Promise<AffiliateGroup> {
  const row = await selectGroup(workspaceId, id).forUpdate().executeTakeFirst();
  if (!row) throw notFound('affiliate group');
  return row;
}

function selectGroup(workspaceId: string, id: string) {
  return db()
    .selectFrom('affiliates.groups')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id);
}

/** @throws Problem 409 when another group has this name. */
export async function insertGroup(workspaceId: string, group: AffiliateGroup): Promise<void> {
  await db()
    .insertInto('affiliates.groups')
    .values({ workspaceId, ...group })
    .execute()
    .catch(refuseTakenName);
}

/** @throws Problem 409 when another group has this name. */
export async function updateGroup(workspaceId: string, id: string, name: string): Promise<void> {
  await db()
    .updateTable('affiliates.groups')
    .set({ name })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()
    .catch(refuseTakenName);
}

function refuseTakenName(error: { code?: string }): never {
  if (error.code !== UNIQUE_VIOLATION) throw error;
  throw conflict('group_name_taken', 'Another group has this name.');
}

/** Its affiliates, and those who are invited to it, are in no group any more. @returns who the affiliates were. */
export async function deleteGroup(workspaceId: string, id: string): Promise<string[]> {
  await db()
    .updateTable('affiliates.invitations')
    .set({ groupId: null })
    .where('workspaceId', '=', workspaceId)
    .where('groupId', '=', id)
    .execute();
  const left = await db()
    .updateTable('affiliates.affiliates')
    .set({ groupId: null, updatedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('groupId', '=', id)
    .returning('id')
    .execute();
  await db()
    .deleteFrom('affiliates.groups')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  return left.map((affiliate) => affiliate.id);
}

/** The group of each of them that is an affiliate here, locked in one order for everybody. */
export async function lockGroupsOf(
  workspaceId: string,
  ids: string[],
): Promise<{ id: string; groupId: string | null }[]> {
  return db()
    .selectFrom('affiliates.affiliates')
    .select(['id', 'groupId'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', sql<string>`any(${ids})`)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function updateGroupOf(
  workspaceId: string,
  ids: string[],
  groupId: string | null,
): Promise<void> {
  await db()
    .updateTable('affiliates.affiliates')
    .set({ groupId, updatedAt: sql<Date>`now()` })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', sql<string>`any(${ids})`)
    .execute();
}
