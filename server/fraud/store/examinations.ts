import { sql } from 'kysely';
import { db } from '../../core/db.ts';
import type { Examination } from '../schema.ts';

/** @returns false while another one runs. */
export async function insertExamination(
  workspaceId: string,
  examination: { id: string; askedByName: string | null; startedAt: Date },
): Promise<boolean> {
  const row = await db()
    .insertInto('fraud.examinations')
    .values({ workspaceId, ...examination })
    .onConflict((conflict) => conflict.column('workspaceId').where('finishedAt', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Outside of any transaction, so that others see how far it is. */
export async function updateExamination(
  workspaceId: string,
  id: string,
  change: { affiliateCount?: number; doneCount?: number; findingCount?: number; finishedAt?: Date },
): Promise<void> {
  await db()
    .updateTable('fraud.examinations')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** The latest, running or finished. */
export async function findExamination(workspaceId: string, id?: string): Promise<Examination | null> {
  let select = db()
    .selectFrom('fraud.examinations')
    .select(['id', 'askedByName', 'startedAt', 'finishedAt', 'affiliateCount', 'doneCount', 'findingCount'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1);
  if (id) select = select.where('id', '=', id);
  return (await select.executeTakeFirst()) ?? null;
}

/** One more sale was told under an order id that is known. */
export async function countRepeatedSale(workspaceId: string, day: string): Promise<void> {
  await sql`insert into fraud.repeated_sales (workspace_id, day, count) values (${workspaceId}, ${day}, 1)
    on conflict (workspace_id, day) do update set count = repeated_sales.count + 1`.execute(db());
}

export async function sumRepeatedSales(workspaceId: string, since: string): Promise<number> {
  const row = await db()
    .selectFrom('fraud.repeatedSales')
    .select(sql<number>`coalesce(sum(count), 0)::bigint`.as('count'))
    .where('workspaceId', '=', workspaceId)
    .where('day', '>=', since)
    .executeTakeFirstOrThrow();
  return row.count;
}
